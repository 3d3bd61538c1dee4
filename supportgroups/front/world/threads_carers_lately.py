"""What is said in "Looking after somebody", the later half."""

from __future__ import annotations

from supportgroups.front.world.script import read_threads

THREADS = read_threads("""
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

My sister-in-law sends articles. "Ten ways to look after yourself while looking after others." Way six was a spa. I
printed it out and Mum drew a very good horse on the back.
@ Heron > 0 +9
His sister lives four streets away and has told me I am "amazing" so many times that I have begun to hear it as "no".

I did lose my temper once and told her that amazing does not peel potatoes. There was a silence of about a month, and
then she came round with a casserole and her own peeler. So there is hope, of a sort.
@ Tansy > 0 +12
What worked once, and only once: I stopped asking for help in general and asked for one thing with a day on it. "Can
you sit with him on the 14th from two till four." She could not think of a reason fast enough.
@ Fig > 3 +15
That is devious and I am going to try it. The 14th it is.

If he comes I shall leave the house. I will not stay and show him where things are. If Dad gets mustard instead of
jam, then that is what Dad gets.
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

For me it is the car. He always drove, and I was always cold, and he always said put a jumper on. Now I drive, with
the heating up as high as it will go, and I would give it all to be told about the jumper.
@ Sparrowhawk > 0 +5
Crosswords. We did them badly. I still buy the paper.

She does the ones with short answers now. I pretend not to know the long ones, so that we stop at the same place.
@ Kettle > 0 +12
I miss being nagged. My mother was a world class nagger. Now she tells me everything I do is lovely. I never thought I
would want to be told my skirt was too short.
@ Heron > 3 +14
That made me laugh at the sink. Here is to nagging, and newspapers, and bad crosswords.

I read your answers to him, by the way, the ones that were not about him. He would like it known that he was never
boring. So there is that. We had nearly a whole flat afternoon after all.

# Not sleeping in case he needs me
= question | talk | ago 31 | hour 3
@ Marrow | wants experience
my son is poorly again. the voices are loud for him at night and he walks about. hes never hurt anyone hes just
frightened. i lie there listening to his feet

i know i should sleep. i cant make my ears stop. anyone else got a kid grown up who is up all night. how do you do it
and go to work
@ Heron > 0 +4
Not a son, but I know the listening. I am sorry, Marrow. It is lonely at three, and I am glad you wrote.

With us it was the breathing. I used to lie there counting it. Somebody told me to listen to one thing further away
instead, a clock, the road, and it helped about one night in three. One in three was something.
@ Rook > 0 +7
My daughter. Nine years now. What we came to in the end was a sign we agreed on *when she was well*: if she wants me,
she knocks twice. If she does not knock, the walking is just walking. It took weeks before I believed it, but now I
sleep through most of it.
@ Marrow > 2 +16
knock twice. i like that. i can ask him when hes a bit better. thank you rook

he used to walk about like that when he was a kid before exams. same feet. weird thing to remember at 3am but there
you go
@ Lantern > 0 +18
Marrow, is there somebody in his team you can ring when it goes on for several nights? You do not have to answer that
here. I only want to say that being the night watch was never meant to be one person's work.
@ Marrow > 4 +90
rang them. they moved his appointment up. he ate dinner. slept 5 hours, me too

didnt think id have the nerve to ring. kept thinking theyd say it wasnt bad enough. she said im glad you rang. thats
all she said and i nearly lost it in the car park
@ Rook > 5 +97
Five hours! I am so pleased for both of you.

# Small victories, autumn
= prompt | talk | ago 12 | hour 9
@ Lantern | facilitator
The autumn one, by request. What went right, however small? Nothing is too little to count here. Last year somebody's
victory was a clean towel.
@ Kettle > 0 +3
I found her glasses. They were in the butter dish. In fairness to her, so was the butter.

She looked at me as if I had put them there, and I dare say I will be told so at supper. We have both decided to blame
the cat we do not have.
@ Tansy > 0 +6
He said my name on the telephone, clearly, to the bank. "My wife deals with that." I have never been so proud to be
put on hold.
@ Sparrowhawk > 0 +8
Bench, canal, heron. The bird, not ours. Stood there the full hour.

Woman on the next bench asked if I was waiting for somebody. Said no. First time in a while that was true and all
right.
@ Heron > 3 +10
I would like it known that I was nowhere near the canal.
@ Fig > 0 +27
My brother has come **three** times now. He has a mug.
@ Rook > 0 +50
She knocked, I went, she had only wanted to show me the moon.

It was a good moon too, very low and orange. We stood at the landing window in our dressing gowns for half an hour.
She said, "You looked tired, so I thought you should see it."

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
