"""What is said in "Cancer: ten weeks together"."""

from __future__ import annotations

from supportgroups.front.world.script import read_threads

THREADS = read_threads("""
# Spring group: welcome to your ten weeks
= announcement | spring | ago 250 | hour 9
@ Morrow | facilitator
Welcome. You are eight people at about the same point, and you have ten weeks here together. I am an oncology social
worker. I read every day from Monday to Friday, and I answer within one working day.

I cannot answer questions about your treatment: please take those to your ward or nurse. Everything else belongs here,
including being fed up with being brave.

Each Monday I will put up a question. You can answer it, ignore it, or answer last week's.
@ Cobalt > 0 +6
Hello all. Bowel, surgery done, chemo from Thursday. Formerly a person who liked to know what was going to happen.

I have already read the leaflets in alphabetical order. If there is a form to fill in, I would consider it a kindness.
Otherwise I shall try to do what it says on the door, and sit down.
@ Sorrel > 0 +7
Hello. Breast, halfway through. I am only here because the nurse said the tea is better. There is no tea, is there?

I am fifty-three, I teach eleven-year-olds, and I have not been asked a single silly question in four months. I miss
it more than I can say. Please, somebody, ask me whether a fish can be tired.
@ Morrow > 2 +24
There is no tea. I will speak to her.
@ Lark > 0 +30
Lymphoma, 26, extremely bored. Hi.

everyone at mine is so careful with me it's like living in a museum. my mum has started knocking on the kitchen door.
if someone in here could be a bit rude i'd honestly love it

# Week one: who have you told?
= prompt | spring | ago 248 | hour 9
@ Morrow | facilitator
Whom have you told, and how did it go? If there is somebody you have not told, you need not say who.
@ Sorrel > 0 +3
My sister (cried), my boss (sent a hamper), the man at the garage (gave me the best advice of all, which was "oh no").

My sister has cried at me so regularly that I have moved her to Thursdays. The hamper had a whole pineapple in it, and
I have grown rather attached to it. It sits by the bed. I have not had the heart to cut it up.
@ Cobalt > 0 +5
I made a spreadsheet of who knew what. My wife found it and we had our first real laugh since the scan. There is a
column called "thinks it is my back".
@ Lark > 0 +8
told everyone in one group chat like ripping off a plaster. now my phone is 60 people asking me to stay positive. i've
muted them. i like "oh no" better
@ Gannet > 0 +25
I have not told my father. He is 91. Every Sunday I draw on my eyebrows and drive over, and we talk about his
tomatoes. I think he knows. Last week he gave me all the ripe ones.
@ Sorrel > 3 +27
I read the tomatoes out to my sister and neither of us could speak.

I keep thinking that he must have gone out with the colander before you came, and picked through them for the best
ones. At ninety-one. With his back. That is what I would call being told.
@ Cobalt > 3 +29
Moving your father to the column "knows, says nothing, gives tomatoes".

# The other people in the waiting room
= share | spring | ago 231 | hour 20
@ Lark | wants company
today i was the youngest in there by about forty years and a lady with a knitting bag leaned over and said "you
shouldn't be here, love". she meant it kindly. i said neither should you. and she laughed so hard the nurse came

we're both in on tuesdays now. she's teaching me to knit. it's supposed to be a hat. it looks like something a hat
would be scared of
@ Cobalt > 0 +2
I would wear it.
@ Gannet > 0 +14
"Neither should you." I am keeping that. What is she making?

I have been going on Fridays for a year, and there is a man who does the crossword out loud and gets it wrong on
purpose, so that the whole row will correct him. I think that they ought to be paid, the pair of them.
@ Lark > 2 +15
a blanket. she said she always starts a big one at the beginning so that it can't possibly be finished before she is

so i asked her what happens if she does finish it. she looked at me over her glasses and said then i shall have to
start on the curtains
@ Morrow > 3 +37
What a thing to say to somebody on a Tuesday. I am very glad you two were put next to each other.

# Last week, and what comes after
= prompt | spring | ago 181 | hour 9
@ Morrow | facilitator
This is our tenth week. On Friday I will close this room to new posts. You can go on reading it as long as you like.
Those who want to go on have a list of open groups, and my door for a short talk.

What are you taking with you?
@ Sorrel > 0 +4
The garage man, the tomatoes and the blanket. I finished treatment on Wednesday and everyone clapped and I felt like a
person who has been put off a bus in the middle of nowhere. I told you first because you did not clap.
@ Cobalt > 0 +6
A spreadsheet with seven more people in it, in a column called "knew all of it".

I had meant to say something about the statistics of being understood, and have found that I do not have a column for
it. My wife says that I came to bed earlier on the nights when you had all written. She had kept a tally. She is a
wonderful woman.
@ Gannet > 0 +9
I told my father. He said, "I know, girl. I've been watering you as well." That is what I am taking.
@ Lark > 0 +11
a hat. it's done. it's on my head. thank you all of you i mean it

i gave the lady with the knitting bag one too. hers is red. she says it's the worst hat she has ever owned and she
wore it home on the bus. i'm on a scarf now. it's getting quite long. i think that's the idea
@ Morrow > 0 +30 | facilitator
Thank you for these ten weeks. It has been a privilege to sit with you. The room closes this evening, and nothing in
it goes away.

# Autumn group: welcome to your ten weeks
= announcement | autumn | ago 33 | hour 9
@ Morrow | facilitator
Welcome to the autumn group. Seven of you have come through the door and one place is still being decided, so somebody
may join us on Monday. Please make room.

The same few things as always: I read on working days, I cannot answer about treatment, and nothing you say here goes
into your hospital notes unless somebody is in danger, and then I tell you first.
@ Vesper > 0 +5
Hello. I am Vesper here, which pleases me, as I have never in my life had a glamorous name. Ovary, third line, tired,
cheerful on alternate days.
@ Bracken > 0 +8
Evening. Prostate. Wife signed me up. I don't usually talk.

Don't rightly know what to put. Seventy-one. Had a garage. Good with my hands. She says I grunt. I'll read what you
all write and I'll grunt if I agree with it.
@ Tamarisk > 0 +27
Hi. Thyroid, they call it "the good one", so I feel like a fraud among you. My neck disagrees.

It is a stupid thing to be embarrassed about, but at the desk they said "lucky you", and I said thank you. I actually
said thank you. And then I went to the lavatory and looked at the stitches for a while.
@ Vesper > 3 +29
There is no good one. Sit down.

# Scan on Thursday
= share | autumn | ago 24 | hour 22
@ Tamarisk | wants company
Scan on Thursday, results the Tuesday after. Five days of being nice to everybody in case it matters.

I know nobody can say anything that will help. I just do not want to count them alone. My partner goes quiet when I
bring it up, he hoovers. The flat is so clean.
@ Vesper > 0 +1
I will count with you. Day minus two: tonight I watched a programme about owls and remember nothing, but I was told
they are silent in flight.

I am going to do it properly, with a report for each day, like the shipping forecast. Tomorrow's is: owls, moderate,
becoming good. You need not reply. Just look in, and there will be one.
@ Bracken > 0 +10
I go and look at the boat. Haven't got a boat. There's one for sale at the end of our road. I go and look at it.
@ Tamarisk > 2 +12
Bracken for someone who doesn't usually talk, that is the best thing I have read all week.

We walked past one on Sunday that was for sale, and I made him stop. It was called Second Wind, which seemed like
rather a lot. But it had a nice green stripe, and for a minute we both forgot to be careful.
@ Morrow > 0 +14
I will be here on Thursday morning and on Tuesday. The days between are the long ones, and I am glad that you three
are in them together.
@ Tamarisk > 0 +170
It is stable. It is *stable*. He has put the hoover away. I bought us both a cake and cried in the shop. Thank you for
the owls and the boat.
@ Bracken > 5 +178
Good. Went past the boat and told it.

# Week three: what do you want people to stop saying?
= prompt | autumn | ago 19 | hour 9
@ Morrow | facilitator
And, if you can think of it, what would you like them to say instead?
@ Vesper > 0 +3
Stop: "You're so strong." Instead: "I have brought soup and I am leaving now."

My late mother-in-law, with whom I did not get on, came on the worst day of the first round, changed the bed with me
in it, said "there" and went home. I have never been so well loved by anybody who disapproved of me.
@ Tamarisk > 0 +4
Stop: "At least it's the good one." Instead: anything about owls.
@ Bracken > 0 +9
Stop: "Fighting." I'm not fighting. I'm sat in a chair with a drip. Instead: football.

Grandson does it right. Comes in, sits down, says "one-nil", tells me all about it, eats my biscuits and goes. Never
asks. Best hour of the week.
@ Quill > 0 +30
I am the new one from Monday. Hello. Stop: "Everything happens for a reason." Instead: "Do you want me to come in with
you, or wait in the car?"
@ Vesper > 4 +31
Welcome, Quill. We would all wait in the car.

# Being looked at
= share | autumn | ago 7 | hour 19
@ Quill | wants heard
I lost the last of my hair on Saturday. I had thought I was ready, I had scarves, I had a plan. Then the little boy
next door looked at me over the fence for a long time, and his mother pulled him away as if I could see that he had
done something wrong.

He had not done anything. He was only looking. I should have waved. I have been thinking for three days about not
waving.
@ Tamarisk > 0 +2
You can wave tomorrow. He will be there. Five-year-olds are always there.

I wore scarves for my neck for the whole of August, when it was thirty degrees. The first time I left it off, the man
at the fish stall looked straight at it and said, "That's a neat job." I could have kissed him.
@ Vesper > 0 +4
My granddaughter asked whether she could draw on mine. I said yes. I went to the pharmacy as a ladybird.
@ Bracken > 0 +13
Bald thirty years, me. You get used to the draught. Wave at the lad.

My own lad asked at that age if it hurt when the hair left. Told him it goes out at night, when it thinks you're
asleep. He sat up to watch for it.
@ Quill > 0 +90
I waved. He ran in and fetched a *hat* of his own, and put it on and took it off and put it on. We did that for quite
a while.
@ Morrow > 4 +110
I read that aloud to my colleague, without names or anything else, only the hat. We both had to look out of the
window.
""")
