"""What is said in "Low days", the later half."""

from __future__ import annotations

from supportgroups.front.world.script import read_threads

THREADS = read_threads("""
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

The one I would have liked is what my neighbour did. She came to the door, looked at me, said "right", and took the
ironing away. Brought it back on Friday. We have never spoken of it.
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

On Sunday I had written four answers to the other one in my head, and none of them were kind, and I did not send any.
I just sat with the telephone face down until it had got dark. It helped to see that somebody looks after the place.
@ Juniper > 2 +190
Beans: done. It was five o'clock and then suddenly it was eight. The flat smelled like my grandmother's.

I have eleven portions in the freezer, so I suppose I am provided for until spring. Thank you for giving five o'clock
somewhere to go, Harbourlight, I think about it every week.

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

When mine went, in 1994, I told people he was on a course. He was on a course for the whole of the winter. I tell you
only so that you know it can be done, and that the sky did not fall when I stopped.
@ Gravel > 0 +3
Sorry mate. That's rough. You've been good to me in here. I'm about most nights if you want company on the thread,
don't have to be about this.
@ Moth > 0 +4
us. you told us. that's someone

when you're ready for a second person pick the one who'll say least. that's what i'd do. and drink out of the mug all
you want, it's a mug
@ Harbourlight > 3 +9
I did, didn't I. Thank you, Moth.
@ Teasel > 0 +18
How is this evening? You could tell us one thing that has nothing to do with it.
@ Harbourlight > 5 +20
I saw a man carrying a very large mirror down the street, and for a second there was a second street. That is my one
thing.

I also told my mother. I said it standing up with my coat on, so that I could leave. She said, "Take your coat off,
I'll put the potatoes on." There was no word about wearing anybody out. Not one.

# Bath, book, bed
= share | nights | ago 40 | hour 22
@ Juniper
I wanted to write something that isn't a question. Tonight I had a bath, read nine pages and I am in bed, and it is
Sunday, and it is ten. It was not a good day but it had edges.

That's all. I thought people who answer should hear how things turned out sometimes.
@ Wren > 0 +9
They should, and thank you. "It had edges" is a fine thing to say of a day.

I read this before I went to work, on the stairs, and went about with it all day. People here often write when it is
dark and then vanish into their better weeks, and quite right too. But a postcard now and then is a lovely thing.
@ Otterly > 0 +11
What was the book? I ask as somebody who has been on page nine of the same one since March.
@ Juniper > 2 +20
A murder on a train. So far nobody has done anything except order soup. I recommend it.

I have got to page thirty now. There has been a scream in the dining car, but it turned out to be about the fish. I
find it very restful to read about other people being suspected.

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

Also: you are allowed to be cross that you need them at all. I was. I took them crossly every morning with a glass of
orange juice for weeks, and they did not seem to mind.
@ Gravel > 1 +8
Calendar's on the fridge. Told the wife to quit looking. She said she'd look at the calendar instead.

Lads have noticed I'm quiet. Told the one by the van what it was, he said his went off after a fortnight. Not holding
anyone to that. Just good to have somebody else looking at a calendar.
@ Teasel > 0 +27
I like her.
@ Gravel > 0 +290
Day eighteen. Calendar says: no, no, bit better, no, bit better, bit better. Rang doc twice. Ta everyone.

Slept through twice. Sang something in the van, didn't notice till the lights changed. Don't want to make a thing of
it. Writing it here so it's wrote down somewhere.

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
