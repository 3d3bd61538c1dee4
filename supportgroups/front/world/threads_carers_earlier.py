"""What is said in "Looking after somebody", the earlier half."""

from __future__ import annotations

from supportgroups.front.world.script import read_threads

THREADS = read_threads("""
# Welcome, and how this room works
= announcement | talk | ago 236 | hour 10
@ Lantern | facilitator
Hello, and come in. This is a room for anybody who looks after somebody: a parent, a partner, a child, a neighbour.
You do not have to live with them and you do not have to be good at it.

There is no pace here. People write at six in the morning and at midnight, and answers may take a day. If you only
want to read, read. Many of us did that for months.

Two things we hold to: we speak of our own lives, and we do not tell each other what to do unless somebody asks.
@ Kettle > 0 +5
I read for eleven weeks before I wrote a word, so I can confirm that nobody comes round to check on you.

When I did write, it was about a bin collection, and six people answered. I do not know what I had been expecting,
trumpets perhaps. It was a much better thing than trumpets.
@ Fig > 0 +22
Thank you for setting this up again, Lantern. The last place I was in had rules as long as a lease. This I can
remember.

I look after my dad, who is ninety and thinks I am staff. I cook in bulk and I make lists. If anybody ever wants a
list, on any subject, I am your woman.
@ Sparrowhawk > 0 +47
Good. Short. I will keep to it.

# She asked me who I was
= share | talk | ago 198 | hour 23
@ Kettle | wants heard
Mum asked me tonight, very politely, whether I had far to go home. I said no, just upstairs. She said how nice, they
must pay you well.

I laughed, she laughed, I made her milk, and then I sat on the bathroom floor with the tap running so that she would
not hear me.

I knew it was coming. I had read about it, I had even practised what I would say. What I had not practised was how
kind she would be to a stranger. I do not need advice. I just wanted it to be written down somewhere that it happened
on a Tuesday.
@ Heron > 0 +8
It is written down, and I have read it. A Tuesday.

The politeness is the part that would undo me as well. I am so sorry, Kettle.

When he first could not find the word for me he said "you, the nice one", and I went about for a whole day not knowing
whether I had lost something or been given it.
@ Tansy > 0 +10
I read this on the bus and had to get off a stop early. I do not have anything clever to say. I keep thinking that
whoever she thought you were, she felt safe enough with you to joke, and that is your doing, every day of it.
@ Oatcake > 0 +31
I never write here. I wanted to say that with my dad it was the coat. He helped me on with my coat, like a visitor. It
was two years ago and I still remember the weather.
@ Kettle > 3 +33
Oatcake, thank you for coming out of the corner for that. The coat. Yes. It is exactly that.

I think I had been waiting for the big moment, the one in the films. Nobody told me it would be good manners. Nobody
told me I would be proud of her.
@ Lantern > 0 +36
I have nothing to add to this except that I am here as well, and that nobody needs to make it better. Come back and
write the next Tuesday too, if there is one.

# What do you actually do with the hour?
= question | practical | ago 171 | hour 9
@ Fig | wants experience
The council has given us one hour of sitting service a week. One. I am not complaining (I am complaining).

The first week I cleaned the oven. The second week I sat in the car outside my own house because I could not think
where to go. What do the rest of you do with a short, odd piece of time? I would like a list I can tape to the fridge,
because when the hour starts my head is empty.
@ Sparrowhawk > 0 +2
Walk to the canal. Same bench. No telephone. Back with five minutes to spare. It took a month before it felt like rest
and not like waiting.

The trick is to decide before. If I decide on the doorstep I end up at the hardware shop, and then I come home with a
bracket and no rest. Same place, every time. No choosing.
@ Tansy > 0 +4
I used to shop, because it felt useful, and I came home more tired than I had left. Now I have a rule that it must be
something that leaves **no trace**: no bags, no clean oven, nothing to show. A coffee. A library. Once I went and
looked at fish.
@ Marrow > 0 +13
i sleep in the car. proper sleep. seat back, alarm on. nobody needs to know

felt bad about it at first like i should be doing something healthy. then i thought what would i tell a mate. id tell
him to sleep
@ Heron > 0 +20
My list, if it helps:

- the cemetery, which is the only quiet park we have
- a swim, if I packed the bag the night before
- a friend on the telephone, but only one who does not ask how he is
- nothing, on purpose
@ Fig > 4 +26
"A friend who does not ask how he is." I am taping that to the fridge. Thank you, all of you. This week I am going to
look at fish.

# I shouted
= share | talk | ago 149 | hour 21
@ Tansy | wants heard
I shouted at him today. Really shouted. He had dropped the cup, the third one this week, and he looked up at me with
that half smile he has now since the stroke, and I heard my own voice come out like somebody else's.

He cried. I cried. We are fine now, he is asleep, he has probably forgotten and that almost makes it worse. I am
supposed to be the one who copes. Everyone at church says so.

I keep looking at my hands.
@ Heron > 0 +1
Tansy, I have shouted. I have shouted about a spoon. You are not the only one in this room, not by a long way.

What I have learned about my own shouting is that it comes on the third night. Not the first. So now on the second day
I try to notice, and I cancel something, anything, even if it is only supper.
@ Kettle > 0 +2
I once told my mother, at volume, that I hoped she was enjoying herself. Over a yoghurt. I would like that struck from
the record but there it is.

You stayed in the room, you cried together, you wrote it down. That is not someone who does not care.
@ Sparrowhawk > 0 +11
I threw a shoe. Not at her. At the wall. Bought a new lampshade. We do not discuss the lampshade.

Point is she forgave me before I had picked it up. They know us. They know what the rest of the week looks like.
@ Tansy > 3 +12
I laughed out loud at the lampshade and he woke up and laughed too, without knowing why. Thank you. I did not think I
would laugh today.

He keeps patting my hand this evening. I do not know if he remembers why. I have decided that it does not matter, and
I am letting myself be patted.
@ Lantern > 0 +14
I am glad you brought it here. If it begins to happen often, that is worth telling somebody near you too, not because
you are a bad person but because you may be carrying more than one pair of arms can hold. For tonight, I hope you
sleep.
@ Fig > 0 +38
How was today?
@ Tansy > 6 +41
Quiet. Plastic cups from now on. I told my sister, and she is coming on Saturday so that I can go out. I would not
have rung her if I had not written it here first.

# Forms, and what to say when they ask about a "typical day"
= question | practical | ago 120 | hour 14
@ Sparrowhawk | wants practical
Filling in the carers' form again. It asks what happens on a typical day. We do not have those. Wife has Parkinson's:
one day she peels potatoes, next day I dress her.

Last time I described a good day and we got nothing. How do others write it so that it is true?
@ Fig > 0 +3
I keep a small notebook for two weeks before any form. Time, what I did, how long. No feelings, only facts. Then I
count. "Helped to the toilet, 4 times, once at 3 in the morning" says more than "needs a lot of help".
@ Heron > 0 +6
What helped me was somebody telling me to describe **the days that need the most**, and then to write how many of
those there are in a month. Both things are true and both belong on the page.

I also stopped writing "we manage". We manage because I get up at night.
@ Marrow > 0 +9
get someone else to read it before you send. i always make it sound better than it is. my neighbour read mine and said
thats not what i see over the fence
@ Sparrowhawk > 3 +30
Good. Notebook bought. Neighbour asked. She said much the same as yours. Did not enjoy hearing it but it is going in.

Counted fourteen things before breakfast. Had been telling myself it was three or four. Wife read it over my shoulder
and said, well, you forgot the socks.
@ Sparrowhawk > 0 +700
To close this: granted, some of it. Backdated. Thank you.

Eight weeks from posting it. They did ring with questions and I read out the notebook. Recommend the notebook to
anyone who comes here after me.
""")
