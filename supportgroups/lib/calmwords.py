"""Two calm words make a suggested name.

No first names among them, and nothing that may hurt beside words of people in distress: no food, no weight or size of a
body, no drink or drugs, no birth, no death, nothing that stings.
"""

ADJECTIVES = tuple(
    """
    Airy Balmy Beaming Blooming Blossoming Blue Breezy Bright Bronze Budding Calm Caring Clear Cloudless Cobalt
    Copper Cosy Crimson Dappled Dawnlit Dewy Drifting Dusky Earthen Emerald Evening Evergreen Feathered Firelit
    Floating Flowering Fresh Friendly Frosty Gentle Gilded Glad Gleaming Glowing Golden Good Grassy Green Happy
    Hilly Homely Honest Humming Ivory Kind Lamplit Leafy Lilac Lively Lucid Lunar Maritime Mellow Mild Moonlit
    Morning Mossy Northern Ochre Open Orange Patient Peaceful Pebbled Pine Placid Pleasant Purple Quiet Radiant
    Rainy Restful Rippling Roaming Russet Rustling Sandy Sheltered Shimmering Shining Silver Singing Snowy Soft
    Southern Sparkling Spring Starlit Steady Sunlit Sunny Sylvan Tawny Teal Temperate Thoughtful Tranquil True
    Turquoise Twilight Velvet Verdant Vernal Wandering Warm Western Whispering Wild Winding Winter Wise Wooded
    Woolly Yellow
    """.split()  # noqa: SIM905 - a list with one word to a line is three pages long
)

NOUNS = tuple(
    """
    Acorn Alder Antelope Aspen Avocet Badger Bamboo Bay Beacon Beech Beetle Birch Bittern Blackbird Bluebell
    Boulder Bramble Breeze Brooklet Bumblebee Bunting Buttercup Butterfly Cairn Caribou Cattail Cedar Chaffinch
    Chestnut Chickadee Chipmunk Cicada Clearing Cloud Cobble Comet Conifer Coppice Cormorant Cornflower Cottage
    Cove Cowslip Cricket Crocus Curlew Cypress Dandelion Deer Delta Dolphin Dormouse Dragonfly Drizzle Dune
    Dunlin Eider Elk Elm Estuary Fawn Feather Fieldfare Finch Firefly Fjord Flax Footpath Gannet Garden Gazelle
    Gecko Geyser Glade Goldfinch Gorse Grassland Grebe Grouse Grove Gull Harbour Hare Harvest Hawthorn Hayfield
    Haystack Hedge Hedgehog Heron Hillock Hillside Hollyhock Honeybee Horizon Hornbeam Ibex Inlet Island Jackdaw
    Kestrel Kingfisher Kite Koala Lagoon Lake Lantern Lapwing Larch Lavender Leaf Lichen Linnet Lotus Magpie
    Mallard Maple Marmot Marsh Meadow Meteor Moonbeam Moorland Moss Moth Mountain Newt Nuthatch Oak Oasis
    Orchard Orchid Osprey Otter Owl Pampas Panda Partridge Pasture Pebble Pelican Petrel Pheasant Pinecone
    Pintail Pipit Plover Pond Poplar Puffin Quail Rabbit Rainbow Raindrop Redwing Reindeer Ripple Riverbank
    Rivulet Rockrose Sandbank Sandpiper Sapling Seahorse Sequoia Shearwater Shell Shoreline Siskin Skylark
    Snowdrop Snowfield Snowflake Sparrow Spruce Squirrel Starfish Starlight Starling Stonechat Stream Sunbeam
    Sundew Sunflower Sunrise Swan Sycamore Tamarack Tern Thistle Thrush Tidepool Tortoise Toucan Towpath
    Treecreeper Treetop Tulip Tundra Turnstone Turtle Valley Vireo Vole Wagtail Warbler Waterfall Waterlily
    Waxwing Wetland Wheatear Whimbrel Wigeon Wildflower Windmill Wombat Woodland Woodpecker Woodruff Yarrow
    Zebra
    """.split()  # noqa: SIM905
)
