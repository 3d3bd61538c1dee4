"""What is said in "One day"."""

from __future__ import annotations

from supportgroups.front.world.script import read_threads

THREADS = read_threads("""
# How we do it here
= announcement | talk | ago 330 | hour 8
@ Tiller | facilitator
We are people who want to stop drinking, or have, one day at a time. There are no fees and no experts. We borrow from
the twelve steps, and you may borrow as much or as little of them as you like.

We say how it was for us. We do not count other people's days for them. A day one is as welcome as a year ten, and
more so, because the coffee is for newcomers.
@ Bosun > 0 +2
Eleven years of day ones before mine stuck. Come in, sit down, the chair is warm.

People ask what changed. I wish I could say. I was tired, it was raining, and somebody had kept my seat. If we can
keep yours warm till you want it, we've done our job.
@ Larder > 0 +13
Day 3. Hi.
@ Bosun > 2 +14
Good to see you, Day 3.

# Day one. Again.
= share | talk | ago 287 | hour 7
@ Larder | wants company
I had forty-one days. I had told my daughter. She made a paper chain, one link for each, round the kitchen. On
Saturday I went to a wedding and said I would just hold a glass for the toast.

It is Monday. I do not remember coming home. The paper chain is still up. She has not said anything. She is nine, she
has learned not to say things, and I taught her that.

Day one. I do not want to be told it is fine.
@ Tiller > 0 +1
It is not fine, and you are here. Both. Day one, Larder. I am in the chair opposite.

I will not say anything about the wedding. I would like to know one thing only, when you feel like it: have you had
any breakfast? That is as far ahead as I look on these mornings, and it is far enough.
@ Plum > 0 +2
I have had nine of those. Nobody in this room is going to look at you differently.

The forty-one happened, you know. You had forty-one mornings. They do not get taken down.
@ Bosun > 0 +4
What got me through a day one: eat something with sugar in it, don't make any decisions bigger than a sandwich, go to
bed stupidly early. Then it's a different number.
@ Larder > 3 +15
Ate a whole packet of biscuits. It is eight in the evening and I am going to bed. My daughter has asked if she should
take the chain down or start a new colour. I said new colour.
@ Plum > 4 +24
New colour. I had to go and stand in the garden.

My own were marbles in a jar, one for each, and the ninth time I tipped them out my husband picked every last one up
off the floor and washed them. "They'll do again," he said. They did do again.

# Things to say at a party
= question | talk | ago 244 | hour 17
@ Tern | wants practical
My cousin's 40th on Saturday, everyone will be at it. I have nineteen days and I am not ready to tell forty people
why.

What do you say when someone puts a glass in your hand? I need actual sentences. I go blank.
@ Plum > 0 +1
"I'm driving." I do not own a car. Nobody has ever checked.
@ Bosun > 0 +2
"Not tonight, thanks." Then stop talking. It's the second sentence that gets you into trouble.

Practise it in the bathroom. I mean it, out loud, in the mirror, till you're sick of it. First time I said it to a
real person my voice went up like a choirboy's. Second time it was all right.
@ Larder > 0 +5
I get my own drink in the first minute, fizzy, ice, lime. People only want you to be holding something.

And have a way home that is yours. I did not, last time.
@ Tiller > 0 +7
And you are allowed not to go. Cousins have birthdays every year.

I missed a wedding, two christenings and the whole of one Christmas in my first year. I was mourned like a ship. They
had all forgiven me by Easter, and I was there to be forgiven, which I would not have been otherwise.
@ Tern > 0 +110
Went. One hour. "Not tonight, thanks", three times, the third time I nearly enjoyed it. Left when the singing began.
Twenty days.

The lime was a good tip, nobody looked twice. My auntie came out to the car and said she had noticed, and that she was
not going to say anything, and then she squeezed my arm rather hard. I think she may know about it herself.

# What I do at six o'clock
= share | today | ago 209 | hour 18
@ Plum
Six o'clock was always mine. Keys, coat, cork. I used to hear that cork in my sleep.

So now at six I wash the floor. I am not a tidy woman, I should say. It is the cleanest floor in the county and the
rest of the house is a disgrace. But by the time it is dry it is half past, and the worst has gone by like a bus I am
not on.

I just wanted to praise my mop, in writing.
@ Bosun > 0 +1
To the mop.
@ Tern > 0 +2
I do press-ups, badly. May I come and do your floor?

At six I used to be outside the shop with the right change ready in my hand, so as not to have to talk. Now I'm on a
rug, swearing, at minus one press-up. My downstairs neighbour has asked if I am moving furniture.
@ Larder > 0 +14
A bus I am not on. My daughter asked why I was smiling at the phone, and I read it to her. She says at six we should
do a jigsaw. We are doing a jigsaw.

# Making amends to somebody who does not want it
= question | talk | ago 165 | hour 21
@ Bosun | wants experience
Eleven years in, and I'm asking. My brother. I stole from him, back then, from his till. I paid it back long since,
but I never said it to his face. Last week I wrote to him. He wrote back one line: "Leave it be."

Part of me wants to go round there. I know which part. It's the part that wants to feel better.

How have others left a thing be?
@ Tiller > 0 +2
I had to learn the difference between putting it right for her and putting it right for me. She did not owe me the
scene I had been rehearsing. I leave it be by being, every day, somebody who would not do it now.
@ Plum > 0 +11
I write the letters and I put them in a biscuit tin. I have a lot of letters. I seem to need to write them and nobody
seems to need to get them.
@ Tern > 0 +24
I'm too new to have anything to say. But he wrote back. It was one line, but he wrote back.

Also, and I hope this isn't out of turn, I've got a brother too, and at the moment I am the one who doesn't answer. It
is not that I hate him. It's that I haven't got anywhere to put it yet. I might, one day.
@ Bosun > 3 +26
Hadn't thought of it like that. He did, didn't he. Twelve years of nothing and then three words. I'll leave it be. Ta,
Tern.

# One year of the paper chain
= share | talk | ago 61 | hour 19
@ Larder
I have to be careful with numbers, so I will only say this. We ran out of ceiling.

She is ten now. She said we could take it down and put it in a box, because "it's not going to fall off if we don't
look at it". I do not know where she gets these things. We took it down together, all the colours, including the first
one, which she had kept. I did not know she had kept it.

To whoever is on day one tonight: I was there. I really was just there.
@ Plum > 0 +1
I am not crying, I have been doing the floor and it is the fumes.

When you first came in here I thought, that one will not look up for a month. And you never stopped looking up. It was
you who told me about the jigsaw, and I have a shelf of them now. I am very proud to know the both of you.
@ Bosun > 0 +2
"It's not going to fall off if we don't look at it." That's the whole programme, that is.
@ Tiller > 0 +12
She kept the first colour. Oh, Larder.
@ Tern > 0 +14
Read this at ten to six. Perfect time to read it. Thank you.

I was about to go out for some air, and I know where my air usually ends up. So I sat down and read it again instead,
and then I rang my mum about nothing. It's gone seven now. That was a bus I wasn't on.
@ Sloe > 0 +22
It is me. I am the day one. I have been reading since August and I have not said anything. Day one, then.
@ Larder > 5 +23
Sloe. Welcome. I am so glad you said it here. Eat something with sugar in it.

And thank you for telling me *tonight*, of all nights. I read it aloud, without your name, and she went straight to
the drawer for the paper. She says that the first link is always the hardest one to get the glue to hold on.

# Today, November
= check-in | today | ago 20 | hour 7
@ Tiller | facilitator
The daily one for this month. Say you are here and that you are not drinking today, or that you are here and it is
hard. Both get a chair.
@ Sloe > 0 +1
Here. Hard. Not drinking today.
@ Plum > 0 +2
Here. Floor done early as a precaution.
@ Tern > 0 +26
Here. Dark at half past four, which seems unfair.
@ Sloe > 0 +50
Here again. Biscuits.
@ Bosun > 4 +52
Good to see you, Sloe.
@ Larder > 0 +98
Here. Jigsaw: a lighthouse. All the sky is the same blue and we are not speaking to each other about it.
@ Sloe > 0 +300
Here. Slept all night. I did not know that was allowed.

# Somebody from before rang me
= share | talk | ago 6 | hour 23
@ Tern | wants heard
An old mate rang. Really nice about it, no pressure, just "come out, it's not the same without you". I said no and
then I sat on the stairs with my coat on for an hour.

Nobody was making me. I'd put the coat on by myself. I took it off again by myself too. I just wanted somebody to know
about the hour.
@ Bosun > 0 +1
I know about the hour. You took it off.

I had one like it in year three. Shoes, hat, scarf, the lot. The dog got all excited, she thought it was for her. In
the end I thought, well, somebody ought to have a walk, and we went right round the reservoir in the dark.
@ Plum > 0 +9
An hour with your coat on and then no. That is the strongest thing I have heard this week, and I have heard about a
lighthouse.
@ Sloe > 0 +11
I did not know it could still be like that after eight months. It sort of helps. I thought I was doing it wrong.
@ Tern > 3 +20
You're not doing it wrong. It's mostly fine. And now and then you sit on the stairs.
""")
