"""What is said in "Children with diabetes"."""

from __future__ import annotations

from supportgroups.front.world.script import read_threads

THREADS = read_threads("""
# Hello from the two of us who look after this
= announcement | talk | ago 260 | hour 20
@ Bobbin | facilitator
We are parents of children with type 1 diabetes. Mine is eleven, diagnosed at four. Doctor Goldfinch, as I call her,
is a children's diabetes nurse and looks in on Wednesdays.

We talk about nights, schools, birthday cake and ourselves. For doses and readings, please ring your own team: they
know your child and we do not.
@ Goldfinch > 0 +40
Hello everyone. A small correction: not doctor, nurse, and proud of it. I am here to listen and to say now and then
"that one is for your clinic".
@ Bobbin > 1 +42
I have promoted you. Leave it.

# Three weeks since the diagnosis
= share | talk | ago 226 | hour 2
@ Clementine | wants heard
He is five. Three weeks ago I thought he was just thirsty, it was hot, I gave him more squash. I gave him *squash*. I
think about that every night at about this time, when I am up anyway to check him.

He has been so good about it. He holds out his finger before I ask. Tonight he patted my arm after and said "all done
mummy, brave girl". I do not want him to have to look after me.

I used to be good at things.
@ Bobbin > 0 +5
We all have our squash. Mine was telling her to stop fussing about being tired on a walk. Every single parent in here
has a squash.

You are three weeks in. You are awake at two checking on him. That is somebody who is good at things.
@ Spindle > 0 +6
Dad here. I gave mine lemonade. We were at a fair. I remember the stripes on the cup.

It gets more ordinary. Not less, but more ordinary. I can only say that it did for us.
@ Clementine > 2 +24
The stripes on the cup. Thank you. I have not been able to tell anyone about the squash, I have not even told my
husband.

I am going to tell him. Not tonight, he has only just got off to sleep, and one of us should. But I shall tell him
about the stripes on your cup first, and then it may come out by itself.
@ Goldfinch > 0 +38
I have sat with many hundreds of families in that first week, and I have never yet met one who had not offered a
thirsty child a drink. It is what good parents do.
@ Clementine > 4 +46
I read this to my husband. He said he had given him a milkshake on the Thursday and had never told *me*.

So there we sat, on the edge of the bath, at one in the morning, confessing drinks to each other. I had thought I was
the only one in this house who lay awake doing sums. He put his arm round me, and we did the two o'clock together.

# Birthday parties at other people's houses
= question | school | ago 190 | hour 13
@ Spindle | wants practical
Girl, seven. Invited to her first party without us since. A bouncy castle, a magician and a cake the size of a car.

The mother is lovely and looked terrified when I started explaining. How do you brief another parent without them
wishing they had never asked her?
@ Bobbin > 0 +2
One side of one card. Three lines: *what she can do by herself, what to look out for, ring me and I am ten minutes
away.* And then I am ten minutes away, in the car, with a book.
@ Pomelo > 0 +6
We offer to come and help "with the tidying up". I have tidied up after a great many parties. I am an excellent guest.
Nobody has twigged.
@ Clementine > 0 +9
Following this with great attention from under the stairs.

We have ours in a fortnight: a swimming party, of all things. I have drawn up a card with eleven lines on it, in three
colours. My husband has pointed out that it needs an index. I shall be starting again with three.
@ Spindle > 1 +120
Used the card. Sat round the corner in the car for two hours with the crossword. She came out with green icing on her
eyebrows and said it was the best day of her life. The mother has asked if she may keep the card for next time. *Next
time.*

# Nights: who does them in your house?
= question | talk | ago 158 | hour 6
@ Pomelo | wants experience
Asking after another night. We say we take turns, but in practice I hear the alarm and he does not. He is not
pretending, I have tested him with a saucepan.

I am not angry (I am a bit angry). How have you divided it, those of you who are two? And those who are one, how on
earth do you manage?
@ Bobbin > 0 +1
One here. My mother comes on Fridays and I sleep in the shed. Truly: there is a camp bed and a heater. She calls it my
hotel.
@ Spindle > 0 +3
We go by the clock and not by the alarm. Before three is me, after three is her. If I sleep through, she wakes me
rather than doing it, even though it would be quicker. That was the hard part to agree on.
@ Clementine > 0 +15
We put the alarm on his side of the bed. That was all it took. I slept like a stone and he looked like one.

He did point out that he has never in his life woken up for anything, including a fire alarm at a hotel. So we have
added a lamp that comes on by itself, and the cat, who objects to the lamp. Between the three of them he gets up.
@ Pomelo > 2 +18
"She wakes me rather than doing it." I do it because it is quicker. I have read your message aloud at breakfast. There
was a silence and then he said, fair enough.
@ Pomelo > 4 +340
Two weeks on. He has had seven nights. He says he had no idea. I said I know. It was not quite a row and we are better
for it.

# Teenagers and not caring
= share | talk | ago 117 | hour 22
@ Damson | wants experience
Mine is fifteen. He has had it since he was six and used to be so careful. Now he "forgets". He shrugs. He told the
consultant that he is not a number, and she laughed, and I wanted to go through the floor.

I nag, he shuts the door. I do not nag, I lie awake. He is a lovely boy. I am frightened, and it comes out as
shouting.
@ Bobbin > 0 +2
Ours is coming up to that. I have no wisdom, just company.

She is eleven, and last week she rolled her eyes for the first time, a proper one, all the way round. I went and sat
in the shed. Please write everything down, Damson, I am going to need it in about a year.
@ Spindle > 0 +10
I had it myself as a boy. May I say how it looked from inside? Everybody asked about the number first. Every day, the
first thing: the number. What I would have given for my dad to ask about the match and then, later, about the number.
@ Goldfinch > 0 +34
Spindle says it better than I could. Many clinics will also see a young person on their own for part of the time, if
he would like that. It is often a relief to everybody. You could let him know that it exists, and leave it with him.
@ Damson > 2 +45
I asked about the match tonight. He looked at me as if I had grown a second head, and then he talked for twenty
minutes. I did not ask. At the end he said, "It was nine, by the way."
@ Spindle > 4 +47
That is a boy who cares.

# School, a new teacher, starting again
= question | school | ago 79 | hour 12
@ Damson | wants advice
New year, new form tutor, who told my younger one (also type 1, yes, two of them) that he could not eat in class, "no
exceptions". He is nine. He did not like to argue.

There is a plan on file. She had not read it. I have a meeting on Friday and I am either going to cry or break
something. What has helped you?
@ Pomelo > 0 +1
I take a biscuit tin. I have never once had a bad meeting across an open tin of biscuits. I also take the plan,
printed, and read it out loud together with them.
@ Bobbin > 0 +3
Write down the **one** thing you must leave with. Mine was always "he eats when he needs to, and nobody asks why."
Everything else can wait for another Friday.

I also write down what I am most afraid they will say, and then what I would answer. They hardly ever say it. But my
hands are steadier when I know that I have the answer in my pocket.
@ Clementine > 0 +8
Bring somebody who just sits there and takes notes. My sister did. She did not say one word, and everyone was so
polite.
@ Damson > 0 +100
Biscuits, one sentence, silent sister-in-law. The teacher went white, she had been given four hundred pages in her
first week and had not got to ours. She has apologised to him herself. He says she is "all right actually".

# Something I miss, and something I do not
= prompt | talk | ago 44 | hour 20
@ Bobbin | facilitator
A quiet one. Something from before that you miss, and something from before that you would not take back.
@ Clementine > 0 +2
Miss: going out without a bag. Would not take back: not knowing how brave he is.

And I miss being bored at the park. I used to look at my telephone there. Now I know every single child on that
climbing frame by its knees.
@ Spindle > 0 +14
Miss: ice cream without arithmetic. Would not take back: thinking I could keep her safe by being careful.

Also miss: spontaneous chips. My wife says to put that she would not take back the fights we had about whose fault it
was. It was nobody's. It took us far too long to say so.
@ Pomelo > 0 +25
Miss: sleep. Would not take back: believing my husband slept through things on purpose.
@ Damson > 0 +48
Miss: shouting about homework like other families. Would not take back: asking about the number first.

# A good clinic day, for once
= share | talk | ago 10 | hour 17
@ Clementine
I only ever write here at two in the morning, so I thought I would come at teatime and say that today was good. He
told the doctor all about it himself, standing on the chair. He is six now. He said, "My mummy and me do it together,
but I do the finger."

I had packed tissues for myself and did not need them. Then the nurse gave him a sticker and gave me one as well, and
*then* I needed them.
@ Bobbin > 0 +2
Look at you. Look at you both. Eight months ago it was the squash.

I remember the night that you wrote, because I was up too, and I thought of you at every check until it got light. I
am going to print out the chair and the hippo for the bad nights, if I may. Well done to the finger.
@ Spindle > 0 +3
"But I do the finger." A professional.
@ Pomelo > 0 +16
What was on your sticker?
@ Clementine > 3 +18
A hippo with a crown. I am wearing it.
""")
