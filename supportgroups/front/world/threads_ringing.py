"""What is said in "Ringing ears"."""

from __future__ import annotations

from supportgroups.front.world.script import read_threads

THREADS = read_threads("""
# A new small room
= announcement | talk | ago 34 | hour 19
@ Bittern | facilitator
Hello. This group is new, so it is quiet in here, in the one way our ears are not.

I have had ringing in both ears for six years. I have no cure to offer, and I will not let anybody sell one here. I
wanted a place to say "it is loud today" to people who know what that means.
@ Hush > 0 +50
Found you. It is loud today.

I typed "is there anybody" into the search and then I did not know how to go on, because I could not think what one
would call it. And here you were. I did not know there was a word for us.
@ Bittern > 1 +52
It is loud here too. Hello, Hush. You are the first, and I am delighted.

# What does yours sound like?
= question | talk | ago 30 | hour 20
@ Bittern | wants experience
Doctors ask us this and then write down "ringing". Let us do better. Mine is a refrigerator two rooms away, with
something small and silver on top of it, like a wet finger on a glass.
@ Hush > 0 +24
A kettle that never quite comes to the boil. Left side only. My husband says at least it is not the drums.

It goes up when I am tired and it goes up when I am happy, which I think is rather unfair of it. At my wedding
anniversary it was practically a whistle.
@ Crumb > 0 +200
Crickets. Honestly it was quite nice for the first week, I thought it was a warm evening.

After a week I noticed that the evening was not getting any cooler. That is when I told my wife. She listened at my
ear, in case. I have always loved her for that.
@ Bittern > 2 +210
I have rarely envied anybody's crickets before. Welcome, Crumb.

# Quiet rooms are the worst
= share | talk | ago 22 | hour 23
@ Hush | wants heard
I went to my niece's recital. Everybody sat so still. You could have heard a pin drop, and I could not have, I could
only hear the kettle. I was the only person in that hall who was not in silence, and nobody knew.

I clapped longest. For me it was the clapping that was peaceful.
@ Bittern > 0 +10
"The clapping was peaceful." I have never heard it said, and it is exactly so. I am sorry about the recital.

After concerts I used to stay in my seat until the hall had emptied, so as not to be asked how I had liked it. I liked
it very much. I had simply not been there for the soft bits.
@ Crumb > 0 +70
I sit near the heating pipes in church for that reason. People think I feel the cold.

There is a particular pew, on the left, beside the big one that knocks. When I was first told about my ears I went and
sat in it on a weekday, on my own, just to hear something that was not me.
@ Hush > 2 +80
I am going to find the heating pipes of every room I go into from now on.

# What do you put on at night?
= question | talk | ago 15 | hour 22
@ Crumb | wants practical
I am using a fan, but it is November and my wife has begun to wear a hat to bed. What do others have on at night, when
the crickets start?
@ Bittern > 0 +2
Rain, from a small speaker under the pillow. I tried the sea, but I kept waiting for the next wave.

I have also learned to put it on *before* I need it. If I wait until it is quiet, the refrigerator has already moved
in, and then it is the rain that sounds like the guest.
@ Hush > 0 +20
The radio, very low, in a language I do not speak. If I can understand it, I listen.

I have got to know the weather man by his voice. I do not know what he says, but he is never upset about it. Some
nights I think that he is reading it out to me personally.
@ Crumb > 2 +45
Tried your idea. Slept beautifully. I now dream in what I think is Finnish. My wife has taken off the hat.

# Is it all right if I bring my dad?
= question | talk | ago 9 | hour 18
@ Crumb | wants advice
My father has had it since the shipyard, fifty years. He has never spoken of it. I showed him this page and he read
all of it, twice, with his finger under the lines. He would like to join, but he is afraid of writing badly.
@ Bittern > 0 +12
Please bring him. There is no badly here. Tell him that nobody in this room minds spelling, and that we have been
waiting for someone with fifty years of it.
@ Hush > 0 +14
I should like to know what it sounds like after fifty years.
@ Crumb > 2 +40
He says: "Like the yard. I never really went home." He has chosen a name and will be in on Saturday.

He wants me to ask whether he has to write in sentences. He has been writing delivery notes all his life, he says, and
he does not see himself starting now. I told him that there is somebody in here who wrote "loud today" and left it at
that.

# Loud today
= check-in | talk | ago 3 | hour 8
@ Hush
Just that. Loud today. Rain on the window is helping a little.
@ Rivet > 0 +30
GOOD EVENING. THIS IS CRUMBS FATHER. IT IS LOUD HERE ALSO. I AM 81 AND HAVE NOT SAID THAT TO ANYBODY BEFORE.
@ Hush > 1 +32
Good evening, Rivet. I am so very glad you said it to us.
@ Bittern > 1 +40
Welcome, Rivet. Fifty years is a long shift. Sit down.
""")
