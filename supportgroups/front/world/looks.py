"""What some of the seed world's faces say and show of themselves; most people leave it empty, and so do these."""

# (group, name) -> (about, how to speak of them)
LOOKS = {
    ("carers-together", "Heron"): ("I look after my mother, three hours from the sea. Mornings are mine.", "she/her"),
    ("carers-together", "Lantern"): ("Here since the beginning. I answer slowly and read everything.", "they"),
    ("carers-together", "Fig"): ("Two boys, one father, one kettle.", ""),
    ("low-days", "Moth"): ("Better in the evening.", ""),
    ("low-days", "Wren"): ("I have been where it is flat and grey. Ask me anything.", "she/her"),
    ("after-a-death", "Samphire"): ("My brother, two winters ago.", "he/him"),
}
# Faces that wear a picture: the name, and the two colours it is drawn in.
PICTURES = {
    ("carers-together", "Fig"): ((96, 62, 98), (214, 178, 128)),
    ("low-days", "Teasel"): ((58, 92, 96), (196, 206, 170)),
}
# Pictures below posts, found by words that stand in one alone: what there is to see, and the two colours of each.
POST_PICTURES = {
    "I was nowhere near the canal.": [
        ("A low moon over two dark hills. There is no canal anywhere.", (34, 42, 58), (58, 62, 84)),
        ("The same hills the next morning, in a pale green light.", (84, 112, 92), (206, 214, 190)),
    ],
}
