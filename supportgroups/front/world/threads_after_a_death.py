"""What is said in "After a death"."""

from __future__ import annotations

from supportgroups.front.world.script import read_threads

THREADS = read_threads("""
# Before you begin
= announcement | talk | ago 280 | hour 9
@ Alder | facilitator
You are here because somebody died. I am sorry. There is no order to do things in and no date by which to be better.

You may write to us, or to the person you miss. You may write about the funeral or the gas bill. If something may be
hard for others to read, put a note on it, so that people can choose their moment.

I work for the hospice that looks after this group, and I look in most days. Bramble lost her husband six years ago
and looks after the room with me.
@ Bramble > 0 +2
Hello from me as well. Six years, and I still have his wellingtons by the door, so do not let anybody hurry you.

I look in most mornings, and usually again at night because I am not a sleeper. If you write at three and nobody has
answered by four, it is not that nobody cares. I will have dropped off at last.
@ Samphire > 0 +26
Thank you both. I have been sitting outside this door, so to speak, since Monday. I am in now.

I had typed "my husband died" eleven times and taken it away again. It is fourteen months. I think I was waiting until
I could say it without looking behind me to see who was speaking.

# The voicemail
= share | remembering | ago 251 | hour 23
@ Samphire | wants heard
I have one message from him. It says: "It's me. We're out of milk. And get the other thing, you know. Bye, bye, bye."
He always said bye three times, going away from the telephone.

I play it when I cannot sleep. I do not know what the other thing was. I have gone through everything it could have
been. Fourteen months, and I still stand in the shop wondering.
@ Bramble > 0 +8
Bye, bye, bye. I can hear him. Thank you for letting us hear him.

We had one of mine on the machine at the shop, saying that we were closed for stocktaking. For two years I let it tell
people we were closed for stocktaking. Some of them must have thought we had a great deal of stock.
@ Ptarmigan > 0 +10
My wife left lists. The last one says "bread, stamps, ring Jo about the". About the what? I asked Jo. Jo does not know
either. I understand you completely.
@ Samphire > 2 +12
We should open a shop that sells only the other thing.
@ Ptarmigan > 3 +13
I would be there every day.

I have the shelf for it already. My daughter came to clear out, bless her, and I would not let her take that list from
under the magnet. She said, "Dad, it is a shopping list." I said that I was aware of it.
@ Alder > 0 +20
If you have not yet, it may be worth keeping a second copy of that message somewhere safe. A telephone shop can do it,
or a patient nephew.
@ Samphire > 5 +70
My neighbour's boy did it. It is in three places now. He listened to it while he worked and at the end he said "bye,
bye, bye" back, very quietly, as if it were manners.

# Ten weeks and everyone has gone home
= share | talk | ago 214 | hour 19
@ Foxglove | wants company
For the first month I could not close the front door for people. Casseroles. I had to borrow a freezer.

It is ten weeks now and I have not had a knock since Thursday. They have all gone back to their lives, which is right,
and I am still standing in the hall with a dish that belongs to somebody called Pat. I do not know any Pat.

I was not ready for how loud the clock is.
@ Samphire > 0 +1
I stopped the clock. Took the battery out. You are allowed.

Mine was a wedding present and I had never liked it. It stood on twenty to nine for half a year. Then one day I wanted
to know what time it was, and that was how I noticed that I had begun to be somewhere again.
@ Bramble > 0 +3
The tenth week was when I really met it, I think. Before that I had been hosting.

I am here, Foxglove, and I do not have a dish to be returned.
@ Thistledown > 0 +14
It's the same with my mum's things. The first weeks everyone wanted to help sort them. Now that I'm able to, I'm on my
own with a wardrobe. Would it help if we kept each other company on, say, Sunday evenings? I could write what I did
with one drawer.
@ Foxglove > 3 +16
I would like that very much. You do a drawer and I shall do a dish.

There are seven dishes in all. I have lined them up on the sideboard like a jury. I shall begin with the blue one with
a chip, as it seems to be the least strict.
@ Foxglove > 4 +140
Sunday. I have found Pat. She lives at number 40 and her own husband died in 2011. She had been waiting for an excuse
to come and ask for the dish. She stayed two hours.
@ Thistledown > 5 +142
I have gone all goosebumps. One drawer done: gloves. Eleven, all left hands.

I asked my sister, and she says there were always two of each, but that Mum gave the right one away whenever she saw
somebody with a cold hand. I don't know if it is true. I've decided that it is.

# Our son
= share | talk | ago 187 | hour 2 | note death of a child
@ Plover | wants heard | note death of a child
Our son died in January. He was nineteen. I am not going to write how. It was an illness and it was quick, and he was
not alone.

I do not know how to answer when people ask how many children I have. Today a woman at the dentist asked. I said two,
and then I sat in that chair with my mouth open and thought, I have two, I have two, I have two. I had my eyes shut so
they thought it was the drill.

My husband cannot talk about him. I cannot stop. We pass each other in the kitchen like two people carrying furniture.
@ Bramble > 0 +6
You have two. You will always have two.

I am so sorry about your boy. I would be glad to know anything you would like to tell about him, now or later or
never.
@ Foxglove > 0 +7
"Like two people carrying furniture." Oh, Plover. I have no words, I am just putting my hand up to say I read every
one of yours.

I lost a husband and not a child, so I will not say that I know. But I know the chair, and the shut eyes, and
everybody thinking that it is something else. I would have come and stood in the corridor.
@ Plover > 1 +30
He laughed before the end of his own jokes. He never once finished one. His brother does the endings now.
@ Ptarmigan > 3 +33
I hope the brother tells them often.

My wife and I had a boy who lived for four days, a long time ago. When people asked how many, she always said "three",
and I said "two", and neither of us was wrong. I have not written that down before tonight.
@ Alder > 0 +34
Plover, thank you for putting a note on it. There is a group that meets only for parents, if you ever want it, and
there is this room as long as you like. Your husband's silence and your talking may both be the furniture. Some people
write to each other when speaking is too much, even in one house.
@ Plover > 5 +300
I left him a note by the kettle. I wrote one thing I remembered. In the morning there was a line under mine. We are on
the second sheet of paper now.

# When do you take off the ring?
= question | talk | ago 160 | hour 15
@ Ptarmigan | wants experience
A practical question, or it pretends to be one. It will be two years in May. The ring has become loose, I lost it in
the washing up on Sunday and nearly took the sink apart.

Did you keep yours on? Did you move it? I find I have no idea what is usual and I notice that I want there to be a
rule.
@ Bramble > 0 +4
No rule, I am afraid. I wore mine for four years and then one morning it was simply on the chain instead. I do not
remember deciding.

On the day it happened I was gardening and I was afraid to lose it in the beans. In the evening I looked down and saw
a white line where it had been. The line lasted all of that summer. I was glad of the line.
@ Samphire > 0 +5
On. With a bit of tape on the inside. The jeweller can make it smaller in ten minutes, but I did not want to be
without it for ten minutes, so: tape.
@ Foxglove > 0 +22
My mother had hers and my father's melted into one. I was shocked at the time. I am not now.

It made one rather wide ring with a seam in it that you could feel with your thumb. She used to turn it when she was
thinking. I have it now, and I turn it as well, I have just noticed, while I write this.
@ Ptarmigan > 2 +25
Tape. Of course. I have bought tape. It can wait until May, or another May.

It occurs to me that she would have something to say about the tape. She could not abide a bodge. I think I shall
rather enjoy wearing it, for that reason alone.

# I laughed at the funeral
= share | remembering | ago 133 | hour 12
@ Thistledown
I've never told anyone. At Mum's funeral the vicar said she was "a woman of few words" and my sister made a noise like
a kettle, and then I went, and then the entire second row. Mum talked through films. She talked through other people's
weddings. She talked through her own anaesthetic.

We cried laughing, and then we just cried, but you couldn't tell where one stopped. For months I felt terrible. Today
I thought: she'd have said it was the best bit.
@ Samphire > 0 +1
Through her own anaesthetic! I should have liked to sit next to her at a wedding.

We had the opposite at my husband's: nobody laughed, and he would have been so disappointed. He had written a joke for
the vicar and the vicar lost his nerve. I may tell it here one day. It is not a very good one.
@ Plover > 0 +3
This is the first thing that has made me smile this week. Thank you for telling us about her.

We did not laugh at ours, but at the tea afterwards his brother told one of his stories without the end, and three of
his friends shouted out three different endings. It was the first noise there had been in that house.
@ Thistledown > 1 +4
You wouldn't have heard a single vow.

# It would have been his birthday
= share | remembering | ago 96 | hour 7
@ Foxglove | wants company
Seventy-three today. I have made the cake, because it turns out that my hands do it by themselves. Coffee and walnut.
I do not even like walnut.

I have nobody to give it to, so I am putting it on the table here. Please take a slice and say something, anything.
@ Bramble > 0 +2
Thank you, a large one. Happy birthday to him. What would he be doing today?
@ Foxglove > 1 +3
Complaining about the candles, as a fire risk.
@ Ptarmigan > 0 +4
A corner piece if I may. I take mine without comment on the walnut.

My wife held strong views on buttercream and none on birthdays. She would have asked you for the recipe and then not
followed it. I have put my plate next to the window, where she would have wanted to sit.
@ Samphire > 0 +5 | withdrawn
I am taking a slice for my own one as well, he would have sat next to yours and agreed about the candles. I wrote more
here about the last birthday and I think I want to keep that part for myself.
@ Plover > 0 +12
I came late and there was still some left. He must have been loved, to be given walnut by somebody who does not like
it.

My husband and I had a slice each, so to speak. I read it out to him over the washing up. He said, "Coffee and walnut,
that's a serious cake," and it was the longest sentence that he has said today.
@ Foxglove > 5 +30
Pat took the rest. There is half of one candle left. Thank you, all of you, you got me through to bedtime.

# Anger
= share | talk | ago 58 | hour 21
@ Ptarmigan | wants heard
I am angry with her. There. She did not go to the doctor when I asked. She said it was nothing, she said it was her
age, she said after Christmas.

We were a team. I drove, she read the map. And she knew something was wrong and did not tell me, for months, so as not
to spoil things. I keep shouting at an empty passenger seat.

I would not say this to anybody who knew her.
@ Bramble > 0 +2
I was furious with mine for about a year. He had a ladder he had been told about. I loved him and I was furious, in
the same breath, and nobody had mentioned that this was possible.
@ Samphire > 0 +11
Shout in the car. It is what cars are for.

I kept mine to the ring road, in third gear, on Sunday mornings when there is nobody about. I called him every name I
knew, for leaving me with the boiler. Then I used to get chips. It became quite a nice outing.
@ Alder > 0 +13
It is safe to say here. Many people tell me that the anger arrives late, when it is finally certain that nothing else
will be taken away for it. It does not unsay anything you loved.
@ Ptarmigan > 3 +16
"Nothing else will be taken away for it." I shall think about that. I drove out to the coast this afternoon and
shouted most of the way, and then for the first time I looked up the road on the map myself.

# Christmas, and whether to have it
= prompt | talk | ago 9 | hour 10
@ Bramble | facilitator
It is early, but the shops have started, so let us too. What are you doing about it this year? "Nothing" is a plan. "I
do not know" is a plan. Ideas, dread and bad temper all welcome.
@ Thistledown > 0 +2
My sister and I are going to talk all the way through a film, in her honour.

We've got the list down to three films and are arguing about it, which is just as it should be. There'll be a chair
for her. It will be the best chair, and somebody will have put the crisps where only she can reach.
@ Foxglove > 0 +4
Pat and I are having fish fingers. We have agreed on no hats.
@ Plover > 0 +26
I do not know. His stocking is in the box with the others. His brother says we should hang it up, and each put in a
joke without the ending. I think I may be able to do that. I think I may.
@ Bramble > 3 +28
If you do, I will be thinking of all of you that night. And if you cannot, I will be thinking of you just the same.
@ Samphire > 0 +49
I shall go to the shop on the 24th and buy the other thing.

I have told the girl on the till about it, because I have stood there so long each year that she had begun to worry.
She says that she will save me one. Neither of us has said one of what.
""")
