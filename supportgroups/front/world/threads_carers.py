"""What is said in "Looking after somebody"."""

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
@ Fig > 0 +22
Thank you for setting this up again, Lantern. The last place I was in had rules as long as a lease. This I can
remember.
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
@ Tansy > 0 +10
I read this on the bus and had to get off a stop early. I do not have anything clever to say. I keep thinking that
whoever she thought you were, she felt safe enough with you to joke, and that is your doing, every day of it.
@ Oatcake > 0 +31
I never write here. I wanted to say that with my dad it was the coat. He helped me on with my coat, like a visitor. It
was two years ago and I still remember the weather.
@ Kettle > 3 +33
Oatcake, thank you for coming out of the corner for that. The coat. Yes. It is exactly that.
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
@ Tansy > 0 +4
I used to shop, because it felt useful, and I came home more tired than I had left. Now I have a rule that it must be
something that leaves **no trace**: no bags, no clean oven, nothing to show. A coffee. A library. Once I went and
looked at fish.
@ Marrow > 0 +13
i sleep in the car. proper sleep. seat back, alarm on. nobody needs to know
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
@ Kettle > 0 +2
I once told my mother, at volume, that I hoped she was enjoying herself. Over a yoghurt. I would like that struck from
the record but there it is.

You stayed in the room, you cried together, you wrote it down. That is not someone who does not care.
@ Sparrowhawk > 0 +11
I threw a shoe. Not at her. At the wall. Bought a new lampshade. We do not discuss the lampshade.
@ Tansy > 3 +12
I laughed out loud at the lampshade and he woke up and laughed too, without knowing why. Thank you. I did not think I
would laugh today.
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
@ Sparrowhawk > 0 +700
To close this: granted, some of it. Backdated. Thank you.

# How is everybody, honestly? (short answers welcome)
= check-in | talk | ago 92 | hour 18
@ Lantern | facilitator
It has been grey for weeks, so here is an easy thread. One line is enough. One word is enough. You can say "no" and
leave.
@ Marrow > 0 +1
tired
@ Kettle > 0 +2
Mum has taken up singing. She does not know any of the words. It is quite nice.
@ Sparrowhawk > 0 +3
Standing.
@ Heron > 0 +5
Better than last month, and suspicious of it.
@ Fig > 0 +15
No. (Thank you for saying we could.)
@ Lantern > 5 +17
Heard, Fig. There is a chair next to you if you want one, and nobody in it if you do not.
@ Oatcake > 0 +60
Reading. Still here.

# My brother says he would help "if I just asked"
= share | talk | ago 77 | hour 22
@ Fig | wants company
My brother has told our aunt that he would help with Dad if I just asked. I have asked. I have asked in words, in
writing, in a shared calendar with colours in it.

What he means is that I should ask in such a way that it does not sound like work. I am so angry that I have
alphabetised the spices.

Does anybody else have a person who would help if only you asked correctly?
@ Kettle > 0 +1
I have two. They send flowers. The flowers then need looking after.
@ Heron > 0 +9
His sister lives four streets away and has told me I am "amazing" so many times that I have begun to hear it as "no".
@ Tansy > 0 +12
What worked once, and only once: I stopped asking for help in general and asked for one thing with a day on it. "Can
you sit with him on the 14th from two till four." She could not think of a reason fast enough.
@ Fig > 3 +15
That is devious and I am going to try it. The 14th it is.
@ Fig > 4 +330
He came. He was forty minutes late, he brought crisps, and Dad was delighted with him, like a dog with a visitor. I
walked round the block eight times. It counts.

# Is it wrong that I miss being bored?
= share | talk | ago 53 | hour 6
@ Heron
I was thinking this morning about Sunday afternoons, the dull ones, when we lay about and complained there was nothing
to do. He would read me bits of the newspaper I did not want to hear.

I would give a great deal for one of those. Not a holiday, not a treat, not "time for myself". Just a long flat bored
afternoon with him in it, the way he was. The MS has made everything so *full*.

I am not sad exactly. It is more like being homesick for a house that is still standing.
@ Tansy > 0 +3
Homesick for a house that is still standing. I have been looking for those words for two years.
@ Sparrowhawk > 0 +5
Crosswords. We did them badly. I still buy the paper.
@ Kettle > 0 +12
I miss being nagged. My mother was a world class nagger. Now she tells me everything I do is lovely. I never thought I
would want to be told my skirt was too short.
@ Heron > 3 +14
That made me laugh at the sink. Here is to nagging, and newspapers, and bad crosswords.

# Not sleeping in case he needs me
= question | talk | ago 31 | hour 3
@ Marrow | wants experience
my son is poorly again. the voices are loud for him at night and he walks about. hes never hurt anyone hes just
frightened. i lie there listening to his feet

i know i should sleep. i cant make my ears stop. anyone else got a kid grown up who is up all night. how do you do it
and go to work
@ Heron > 0 +4
Not a son, but I know the listening. I am sorry, Marrow. It is lonely at three, and I am glad you wrote.
@ Rook > 0 +7
My daughter. Nine years now. What we came to in the end was a sign we agreed on *when she was well*: if she wants me,
she knocks twice. If she does not knock, the walking is just walking. It took weeks before I believed it, but now I
sleep through most of it.
@ Marrow > 2 +16
knock twice. i like that. i can ask him when hes a bit better. thank you rook
@ Lantern > 0 +18
Marrow, is there somebody in his team you can ring when it goes on for several nights? You do not have to answer that
here. I only want to say that being the night watch was never meant to be one person's work.
@ Marrow > 4 +90
rang them. they moved his appointment up. he ate dinner. slept 5 hours, me too
@ Rook > 5 +97
Five hours! I am so pleased for both of you.

# Small victories, autumn
= prompt | talk | ago 12 | hour 9
@ Lantern | facilitator
The autumn one, by request. What went right, however small? Nothing is too little to count here. Last year somebody's
victory was a clean towel.
@ Kettle > 0 +3
I found her glasses. They were in the butter dish. In fairness to her, so was the butter.
@ Tansy > 0 +6
He said my name on the telephone, clearly, to the bank. "My wife deals with that." I have never been so proud to be
put on hold.
@ Sparrowhawk > 0 +8
Bench, canal, heron. The bird, not ours. Stood there the full hour.
@ Heron > 3 +10
I would like it known that I was nowhere near the canal.
@ Fig > 0 +27
My brother has come **three** times now. He has a mug.
@ Rook > 0 +50
She knocked, I went, she had only wanted to show me the moon.

# First time writing here
= share | talk | ago 1 | hour 22
@ Pebble | wants company
Hello. I do not really know how to start. I am 24 and I look after my nan. My mum works nights and my uncle is not in
touch, so it is mostly me. I gave up my course in spring.

I love her. I do not mind the washing and the tablets. It is the evenings. My friends stopped asking me out because I
always say no, and I understand that, I would have stopped too.

I have read a lot of this and you all seem older and to know what you are doing. I hope it is all right that I am
here.
""")
