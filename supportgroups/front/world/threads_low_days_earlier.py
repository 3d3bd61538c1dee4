"""What is said in "Low days", the earlier half."""

from __future__ import annotations

from supportgroups.front.world.script import read_threads

THREADS = read_threads("""
# What this group is, in four sentences
= announcement | talk | ago 301 | hour 11
@ Wren | facilitator
We are people who know low days: some for a season, some for as long as we can remember. Nobody here is your doctor,
and nobody here is keeping score.

Write as much or as little as you can. If writing is too much today, reading is enough.
@ Harbourlight > 0 +9
I like that it is four sentences. I counted. On bad days I cannot get past four.

I found this place on a night when I could not follow a film. I could follow this. I have been here most evenings
since, and I still have not had to pretend anything.
@ Teasel > 0 +30
Thank you Wren. Copying the last one onto my mirror.

# The shower
= share | talk | ago 262 | hour 16
@ Teasel | wants heard
It is four in the afternoon and I have been about to take a shower since nine. That is seven hours of being about to.

I am not ill in any way you could see. I went to university. I run a small team, or did. And I cannot get from the bed
to a door that is eleven steps away. I counted them instead of walking them.

I am ashamed to post this. I am posting it because I read all of your threads last night and nobody laughed at
anybody.
@ Moth > 0 +1
nine days, my record. not proud. you're not the only one with eleven steps

what got me in the end was the dog next door barking at seven every day. i thought well if hes up. it isn't a method.
some days nothing gets me up and that's a day too
@ Harbourlight > 0 +2
Nobody is laughing. I have a chair in my bathroom for exactly this, so that the shower is only half a thing.

On the worst ones I use a flannel and warm water in a bowl, at the table, with the radio. It takes four minutes, and
nobody has ever come round to inspect.
@ Gravel > 0 +3
Some days I do just the feet. Sit on the edge, feet in, done. It isn't a shower but it isn't nothing either.
@ Teasel > 3 +5
I did the feet. I sat on the edge and did the feet and then, since I was there, I did the rest. Then I cried, and then
I changed the sheets. Thank you, Gravel. Just the feet.
@ Wren > 0 +8
I keep a little collection in my head of sentences from this group that have helped people. "Just the feet" is going
in.

You wrote it, you did it, and then you came back to tell us. I know what each of those costs. Clean sheets, too. Sleep
well, Teasel.

# Does it ever stop being so grey?
= question | talk | ago 230 | hour 1
@ Moth | wants experience
not in danger, saying that first. just tired of it.

everybody tells me it passes. i've had it since i was about fifteen and i'm thirty four. it goes thin sometimes but it
doesn't go. does anybody here have the kind that doesn't go, and a life anyway? i'd rather hear the truth than be
cheered up
@ Otterly > 0 +7
The truth, then. I am sixty-one. Mine has never gone for good. It has been thin for years at a time, and I have had a
marriage, an allotment, two terrible cats and a job I liked.

I stopped waiting for it to be over before I started things. That was the turn for me. I don't say it would be yours.
@ Harbourlight > 0 +9
Same here, forty-odd. I think of it as weather that lives in the house. Some rooms are always a bit damp. You can
still have people round.

What I had to give up was the idea of being finished with it. I used to be so angry each time it came back, as though
I had to sit an exam again. Now I say, oh, it is you, and I cancel what can be cancelled.
@ Moth > 1 +19
"stopped waiting for it to be over before i started things" i've read that about ten times. what was the first thing
you started

because i've got this idea that when it's over i'll ring my sister and learn to drive and get a dog. and i'm thirty
four. i've been standing in the hall with my coat on for nineteen years
@ Otterly > 3 +23
Radishes. They come up in three weeks, so even on my worst timetable I was still there when they did.
@ Moth > 4 +24
ok. radishes
@ Moth > 0 +980
for the record they came up

three of them. one had been eaten by something. i rang my sister to tell her about it and she thought i'd gone mad,
and then she laughed, and then she said why don't you come on sunday. so i'm going on sunday

# Telling work
= question | talk | ago 204 | hour 19
@ Gravel | wants experience
Been off three weeks. Back Monday. Boss is decent but a talker. Do I say what it was? The note just says "illness".

On a building site you get ribbed for a plaster. Not sure how this would go down.
@ Teasel > 0 +2
I told mine too much, on a bad day, and then felt I had to keep explaining. If I did it again I would decide on one
sentence beforehand and stop at the full stop.
@ Otterly > 0 +12
You do not owe anybody the name of it. "I was ill, I'm mending, thanks for asking" is true and it closes politely.

If they are decent they will leave it there. If they are not, you have a second sentence ready, and it is: "I'd rather
not go into it." You can say it as often as you need to, like a cracked record.
@ Linnet > 0 +14
My other half is a roofer. He told one man on his crew, the oldest one, and nobody else. Turned out the old fellow had
been through it twice. They never spoke of it again but they always eat lunch together.
@ Gravel > 3 +120
Monday went alright. Said Otterly's line. Then told one bloke at the van, quiet like. He said "same, 2019" and passed
me a biscuit. That was the whole chat. Best chat I've had in a year.

# Mornings thread
= check-in | nights | ago 176 | hour 7
@ Harbourlight
For people who find mornings the worst part. Nothing clever: say you are up, or that you are not. I will go first.

Up. Kettle on. Not dressed. Sky the colour of a tea towel.
@ Linnet > 0 +1
Up because the children are. Cereal has happened.
@ Moth > 0 +4
not up. saying hello from under
@ Gravel > 2 +5
Hello under there.
@ Teasel > 0 +25
Next day, is that allowed? Up at ten past six. Did feet.
@ Otterly > 0 +49
Up, and the cat has been sick in a shoe, so at least one of us has plans.
@ Moth > 0 +73
up
@ Harbourlight > 6 +74
Moth! Good morning.

# I don't feel sad, I feel nothing
= share | talk | ago 151 | hour 20
@ Linnet | wants heard
People keep asking if I'm sad. I wish I were. My little girl did her first proper cartwheel yesterday and she looked
round for my face, and I did the face. I know how the face goes. But there was nobody behind it.

I felt so wicked. She ran off happy. She couldn't tell. That almost made it worse.

Does the feeling come back? I don't need a promise. I just want somebody to say they know what I mean by nothing.
@ Teasel > 0 +2
I know what you mean by nothing. I could describe the carpet of it.

Mine lasted from March to about June. I used to put my hand on the radiator to check whether I could feel hot. I
could. It was only the rest of it that had gone off the air.
@ Otterly > 0 +3
I know it too. May I say one thing? You did the face. In the middle of nothing, you looked at what she needed, and
gave it. There was somebody behind that.
@ Linnet > 2 +4
I'm crying now, which is honestly a bit of an improvement. Thank you.

I hadn't thought of it like that. I'd thought of it as lying to her. My own mum never looked up at all, so perhaps
even a borrowed face is something to be getting on with.
@ Wren > 0 +13
Linnet, I am glad you said it here. If the nothing goes on, I hope there is somebody near you, a doctor or nurse or
anyone you trust, who can hear it too. And come back whenever you like, with or without a face.
@ Linnet > 4 +200
I told the health visitor. She didn't look shocked at all. She's coming back on Thursday. Small thing but I slept.

I had practised it in the car, and what I actually said was "I'm all right but I'm not". She just pulled the chair
round. I don't know what I thought she would do. Take notes, I suppose.
""")
