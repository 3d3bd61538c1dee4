"""What is said in "Low days"."""

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
@ Harbourlight > 0 +2
Nobody is laughing. I have a chair in my bathroom for exactly this, so that the shower is only half a thing.
@ Gravel > 0 +3
Some days I do just the feet. Sit on the edge, feet in, done. It isn't a shower but it isn't nothing either.
@ Teasel > 3 +5
I did the feet. I sat on the edge and did the feet and then, since I was there, I did the rest. Then I cried, and then
I changed the sheets. Thank you, Gravel. Just the feet.
@ Wren > 0 +8
I keep a little collection in my head of sentences from this group that have helped people. "Just the feet" is going
in.

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
@ Moth > 1 +19
"stopped waiting for it to be over before i started things" i've read that about ten times. what was the first thing
you started
@ Otterly > 3 +23
Radishes. They come up in three weeks, so even on my worst timetable I was still there when they did.
@ Moth > 4 +24
ok. radishes
@ Moth > 0 +980
for the record they came up

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
@ Otterly > 0 +3
I know it too. May I say one thing? You did the face. In the middle of nothing, you looked at what she needed, and
gave it. There was somebody behind that.
@ Linnet > 2 +4
I'm crying now, which is honestly a bit of an improvement. Thank you.
@ Wren > 0 +13
Linnet, I am glad you said it here. If the nothing goes on, I hope there is somebody near you, a doctor or nurse or
anyone you trust, who can hear it too. And come back whenever you like, with or without a face.
@ Linnet > 4 +200
I told the health visitor. She didn't look shocked at all. She's coming back on Thursday. Small thing but I slept.

# Things people have said to cheer us up
= prompt | talk | ago 118 | hour 18
@ Otterly
In a spirit of affection for our families and friends, who mean well. I collect these. I will begin with an aunt:
"Have you tried being busy?"
@ Gravel > 0 +1
"You want to get out more." I work outdoors.
@ Harbourlight > 0 +2
"But you have such a lovely kitchen."
@ Teasel > 0 +4
"I wish I had time to be depressed." From a man with a boat.
@ Linnet > 0 +13
"Smile for the baby." I still think about that one, not in a good way. But I like that it is in a list now with the
boat.
@ Moth > 0 +15
"it's all in your head" yes. that's where i live
@ Wren > 5 +17
I have had to put my tea down. Thank you, Moth.

# What helps with Sunday evenings?
= question | nights | ago 88 | hour 17
@ Juniper | wants advice
New-ish here, three weeks. Sunday evenings are when it comes down on me, from about five o'clock. I live alone. I have
tried going to bed early but then I am awake at three.

I would honestly like advice, I have ticked the box for it. What do you do between five and ten?
@ Harbourlight > 0 +2
I put one dull, fixed thing there. Ironing with the radio. It does not have to be pleasant, it only has to be the
same, so that five o'clock knows where to go.
@ Brassneck > 0 +3 | reported It felt like being told off
Sorry but you need to stop moping and get a hobby. I was the same and I just decided one day not to be. Lying in bed
feeling sorry for yourself is a choice at the end of the day. Run, lift weights, get off your phone. Nobody is coming
to save you.
@ Otterly > 0 +5
Juniper, I cook something that takes three hours and does not need me. Beans, usually. The house smells as if somebody
is in.

Brassneck, I am glad something worked for you. I don't think it is quite so simple for most of us here.
@ Wren > 0 +6 | facilitator
A word for the whole room. When somebody asks for advice, we say what *we* did and how it was for us. We leave out
"you need to" and "it is a choice". Brassneck, you are welcome here, and I have written to you.

Juniper, the thread is still yours.
@ Juniper > 3 +22
Thank you. I nearly did not come back, and then I saw that the others had answered. I am going to try the beans.
@ Juniper > 2 +190
Beans: done. It was five o'clock and then suddenly it was eight. The flat smelled like my grandmother's.

# He moved out and I haven't told anyone
= share | talk | ago 64 | hour 23
@ Harbourlight | wants company
He moved out eleven days ago. Nobody knows. I have been to work, I have been to my mother's, I have said "he's fine"
four times.

I'm not sure why I can't say it. I think because they will say it was the depression, that I wore him out. Maybe I
did. He said he was tired. He was kind about it. I would have liked a row.

His mug is still on the hook. I drink out of it, which I never used to.
@ Otterly > 0 +2
I am sitting down beside you. You don't need to have worked out whose fault it is at eleven days, or ever.
@ Gravel > 0 +3
Sorry mate. That's rough. You've been good to me in here. I'm about most nights if you want company on the thread,
don't have to be about this.
@ Moth > 0 +4
us. you told us. that's someone
@ Harbourlight > 3 +9
I did, didn't I. Thank you, Moth.
@ Teasel > 0 +18
How is this evening? You could tell us one thing that has nothing to do with it.
@ Harbourlight > 5 +20
I saw a man carrying a very large mirror down the street, and for a second there was a second street. That is my one
thing.

# Bath, book, bed
= share | nights | ago 40 | hour 22
@ Juniper
I wanted to write something that isn't a question. Tonight I had a bath, read nine pages and I am in bed, and it is
Sunday, and it is ten. It was not a good day but it had edges.

That's all. I thought people who answer should hear how things turned out sometimes.
@ Wren > 0 +9
They should, and thank you. "It had edges" is a fine thing to say of a day.
@ Otterly > 0 +11
What was the book? I ask as somebody who has been on page nine of the same one since March.
@ Juniper > 2 +20
A murder on a train. So far nobody has done anything except order soup. I recommend it.

# Medication, the waiting part
= question | talk | ago 19 | hour 12
@ Gravel | wants experience
Doc has started me on tablets. Not asking which are good, that's her job. Just asking what the waiting was like for
other people. Day six. Feel like a shaken-up snow globe.
@ Linnet > 0 +3
I kept a line a day in the calendar, nothing more: "bit better", "no", "slept". I couldn't feel any change but after a
month I could *read* it. Also I rang the surgery when I was worried and they did not mind at all.
@ Harbourlight > 0 +5
Snow globe is about right. For me the waiting was the hardest part because everybody looked at me hopefully. I told
them to stop looking for six weeks.
@ Gravel > 1 +8
Calendar's on the fridge. Told the wife to quit looking. She said she'd look at the calendar instead.
@ Teasel > 0 +27
I like her.
@ Gravel > 0 +290
Day eighteen. Calendar says: no, no, bit better, no, bit better, bit better. Rang doc twice. Ta everyone.

# Candle for the short days
= check-in | talk | ago 5 | hour 17
@ Wren | facilitator
The clocks have changed and some of us feel it in our bones. I light a small lamp at this hour and think of everybody
in here. Say hello if you are about.
@ Otterly > 0 +1
About. Beans on.
@ Moth > 0 +2
about. second lot of radishes is in a box on the sill. they don't know it's november
@ Linnet > 0 +4
About. She did another cartwheel and there was someone behind the face. Only for a second. I wanted you to know.
@ Gravel > 3 +5
Linnet. That's made my week.
@ Teasel > 0 +26
About. Eleven steps. No counting.
""")
