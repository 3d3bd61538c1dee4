"""What is said in "The back room"."""

from __future__ import annotations

from supportgroups.front.world.script import read_threads

THREADS = read_threads("""
# Please read this first
= announcement | talk | ago 220 | hour 13
@ Ember | facilitator
You were invited here by somebody who knows you. This room is not in the directory, and nobody outside can see that it
exists.

Some of us live with a person who frightens us, some of us used to. Please do not write places, workplaces, schools or
plans with dates. "Leave this site" is on every page. If somebody looks at your phone, read us from another one.

If you are in danger now, this room is too slow. "Help now" is at the top of every page.
@ Nettle > 0 +4
Thank you for the line about the phone. I read from the library.

I come on the days when I have the books to change. If I am gone for a while it only means that he has been at home.
Please do not worry and please do not write to me anywhere else.
@ Vole > 0 +20
same. tuesdays

# I am not sure it counts
= share | talk | ago 193 | hour 14
@ Sedge | wants heard | note control, no violence
He has never hit me. That is why I am not sure I should be here.

He checks the mileage. He does the shopping with me and then goes through the receipt. I have not had a bank card
since my daughter was born. He says I am bad with money, and by now I am, because I do not get any practice.

If it does not leave a mark, what do you call it? I feel as if I am telling tales.
@ Nettle > 0 +3
It counts. I was fourteen years in a house where nobody raised a hand. I could not have told you what my favourite
food was.

When people asked what he had *done* I had nothing to point at. It was more like weather. Everything in the house
leaned a little, away from him, and I leaned with it and called it being careful.
@ Vole > 0 +26
it counts. the receipt thing. i can smell the paper
@ Ember > 0 +28
You do not have to have a word for it before you may sit down with us. But it does have a name, and there are people
who know a great deal about it, whom you can ring without giving yours. I have put their page under "Help now".
@ Sedge > 1 +50
What is your favourite food?
@ Nettle > 4 +170
Burnt toast. *Properly* burnt. It took me a year of living on my own to find out.

He liked everything pale. For years I ate it pale, and said I liked it, and I believe I thought I did. I stood in my
own small kitchen and let it smoke, and I waited for somebody to be angry, and nobody was.

# Eighteen months
= share | talk | ago 155 | hour 13
@ Nettle
It is eighteen months today since I closed a door behind me. I want to say how it is, because when I was where some of
you are, nobody told me about afterwards.

The first three months I slept badly and jumped at letterboxes. I missed him, which I had not expected, and I thought
it meant I had been wrong. It did not mean that. It was only missing.

Now I have a plant. It is alive. I leave the bathroom door open and I hum. I did not know I was somebody who hums.
@ Sedge > 0 +24
I read the part about missing him four times. Thank you for not leaving it out.

I would not have dared to ask. I have always thought that if I ever did miss him it would prove that he had been right
about everything. I am going to keep your words about that somewhere he cannot read, which is in my head.
@ Vole > 0 +25
whats the plant
@ Nettle > 2 +48
A spider plant. It keeps having babies. When any of you has a windowsill of your own, I will find a way to get you
one.

They are called spiderettes, the little ones, I looked it up. They hang on by a thread for as long as they need to,
and when they touch soil of their own they let go. I am not making that into anything. It is only what they do.
@ Vole > 3 +168
put me down for one

# How do you answer "why don't you just leave"?
= question | talk | ago 122 | hour 14
@ Vole | wants experience
my friend asked. shes not being horrible she just doesnt get it. i said its complicated and she looked at me like i
was stupid

what do you say to people
@ Ember > 0 +21
I used to say: "I am working on it, and the best thing you can do is still be my friend while I do." It gave them a
job.
@ Nettle > 0 +24
I said nothing for years. Now I say, "Ask me instead why he does it." But I could only say that from the other side.

It is not a sentence for the supper table, mind you. I have said it twice, and both times there was a long silence,
and then the other person told me something about her own life. So I do not think that silence was a bad thing.
@ Sedge > 0 +47
I have not been asked, because nobody knows. But I have asked myself, and I was not kind about it. Ember's sentence is
one I could say to myself.
@ Vole > 1 +168
said embers one. she went red and said ok. then she said can i have a key cut for you. for hers

she cried a bit which was weird cause shes never the one who cries. then we just watched telly. its a yellow key ring.
its at hers on the hook, i dont have it on me, but i know which hook
@ Ember > 4 +189
What a friend. You do not need to use it for it to be a key.

# Teaching the children about it
= question | talk | ago 83 | hour 12
@ Mallow | wants experience
I am out, two years. My boy is six and he has begun to ask why we do not see his daddy. I want to tell him something
that is true and that he can carry.

I do not want to make him hate anybody, and I do not want to lie to him. What did you say to yours?
@ Nettle > 0 +2
Mine were older. I said: "Grown-ups are allowed to be angry, but not to frighten people. Daddy frightened people, so
we live here." They asked what was for supper.
@ Ember > 0 +5
A worker at the house told me: a little, true, and leave the door open. Then stop, and see what they do with it. It is
usually less than you fear, and they come back for the next piece when they are ready.
@ Mallow > 2 +170
I said, "It was not safe, and I am the one who keeps you safe." He thought about it and said, "And the cat." Yes. And
the cat.

Then he wanted to know who keeps *me* safe, and I did not have that one ready. I said, "Lots of people. You do not
know them yet." I was thinking of a room with some names in it.
@ Sedge > 3 +190
And the cat.

# Four small free things
= check-in | talk | ago 15 | hour 13
@ Ember | facilitator
Write up to four small things that were your own this week. A minute counts. A thought counts.
@ Sedge > 0 +22
1. I bought a pencil with coins.
2. I sat on the other side of the sofa.
3. I rang the number. I did not say anything. She said, "That's all right, take your time."
4. I am going to ring it again.
@ Nettle > 1 +24
Sedge. All four. But three, and then four.
@ Mallow > 0 +45
The bath, with the door open, and the cat on the side, disapproving.
@ Vole > 0 +168
i have a windowsill
@ Nettle > 4 +170
I am potting one up **now**.
""")
