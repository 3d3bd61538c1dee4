"""What people type when they mean a concern: lower case, no apostrophes, one concern a line, its slug first.

Kind and plain, and as rough as people are when they are upset: these words are searched, never shown.
"""

from __future__ import annotations

_TABLE = """
mental-health: mental illness, mental health problems, breakdown, nerves, struggling mentally, emotional problems,
    not coping, cant cope, psychiatric, going mad
depression: low mood, feeling low, feeling down, depressed, sad all the time, always sad, feeling empty, feeling
    numb, cant get out of bed, hopeless, no energy for anything, nothing matters, nothing feels good, the black dog,
    crying all the time, sadness, unhappy, feel nothing
postnatal-depression: postnatal depression, postpartum depression, pnd, ppd, baby blues, depressed after baby, cant
    bond with my baby, depression after birth, perinatal
anxiety: anxiety, worry, worrying, anxious, nervous, worried all the time, cant stop worrying, on edge, fear,
    overthinking, scared all the time, gad, afraid to go out, agoraphobia, phobia
panic: panic attack, panic, panicking, cant breathe, heart racing
social-anxiety: social anxiety, shy, shyness, scared of people, afraid of people, hate talking to people, blushing
health-anxiety: health anxiety, hypochondria, hypochondriac, afraid of being ill, always think i am ill,
    cyberchondria
ocd: obsessive compulsive disorder, obsessive compulsive, obsessive, obsessive thoughts, obsessions, compulsions,
    intrusive thoughts, checking, hand washing, cant stop checking, rituals
bipolar: bipolar disorder, manic depression, manic, mania, hypomania, highs and lows, mood swings
psychosis: hearing voices, psychosis, voices in my head, i hear voices, schizophrenia, schizophrenic, seeing things,
    schizoaffective, hallucinations, paranoid, paranoia, delusions, unusual beliefs
strong-feelings: bpd, borderline, borderline personality, personality disorder, eupd, emotionally unstable, feelings
    too strong, fear of being abandoned, splitting
trauma: trauma, ptsd, cptsd, complex ptsd, post traumatic stress, flashbacks, nightmares, bad memories, accident,
    something terrible happened, traumatised, traumatized
childhood-abuse: childhood abuse, abused as a child, child abuse, childhood trauma, neglect, neglected as a child,
    toxic parents, narcissistic parents, bad childhood, childhood sexual abuse, adult children of
self-harm: self harm, self injury, cutting, cutting myself, hurting myself, hurt myself, harming myself, burning
    myself
suicidal-thoughts: suicidal, suicide, suicidal thoughts, want to die, dont want to live, end my life, kill myself,
    dont want to be here, thoughts of ending it
eating: eating disorder, eating disorders, eating problems, disordered eating, ed, eda, purging, food issues, arfid,
    scared of food
anorexia: anorexic, not eating, starving myself, restricting, too thin, afraid to gain weight
bulimia: bulimic, making myself sick, throwing up after eating, binge and purge
overeating: binge eating, bingeing, overeating, compulsive eating, cant stop eating, comfort eating, emotional
    eating, food addiction, overeaters
body-image: body image, hate my body, body dysmorphia, bdd, ugly, feel ugly, hate how i look
adhd: attention deficit, add adhd, adult adhd, cant concentrate, cant focus, hyperactive, cant finish anything
autism: autistic, asperger, aspergers, asd, on the spectrum, autism spectrum, masking, late diagnosed autistic
neurodivergence: neurodivergent, neurodiverse, neurodiversity, dyslexia, dyspraxia, tourettes, sensory overload
stress: burnout, burnt out, burned out, stressed, overwhelmed, exhausted by work, work stress, too much pressure,
    stress at work
sleep: insomnia, cant sleep, sleepless, awake at night, sleep problems, not sleeping, lying awake, sleep apnoea
anger: angry all the time, angry, temper, losing my temper, rage, anger management, shouting
loneliness: lonely, alone, no friends, isolated, isolation, nobody to talk to, no one to talk to, on my own
self-worth: self esteem, low self esteem, confidence, not good enough, worthless, hate myself, feel like a failure,
    imposter, ashamed, shame
bereavement: bereavement, grief, someone died, grieving, death, death of someone, loss of someone, lost someone,
    bereaved, mourning, died, passed away, friend died, brother died, sister died, nan died, funeral
loss-of-partner: husband died, wife died, partner died, widow, widowed, widower, lost my husband, lost my wife, lost
    my partner, boyfriend died, girlfriend died
loss-of-child: child died, son died, daughter died, lost my child, lost my son, lost my daughter, death of a child,
    bereaved parent, bereaved parents
baby-loss: miscarriage, miscarried, stillbirth, stillborn, baby died, lost my baby, lost the baby, baby loss,
    pregnancy loss, ectopic, tfmr
loss-of-parent: mum died, dad died, lost my mum, lost my dad, parent died, death of a parent, losing my mum, losing
    my dad
loss-by-suicide: bereaved by suicide, lost someone to suicide, suicide loss, killed himself, killed herself, took
    his own life, took her own life
pet-loss: dog died, cat died, pet died, lost my dog, lost my cat, put my dog to sleep, pet bereavement
end-of-life: dying, terminal illness, terminally ill, end of life, hospice, palliative, weeks to live, months to
    live
addiction: addicted, recovery, 12 step, twelve step, dependency, substance abuse, rehab, relapse, getting clean
alcohol: drinking, drink too much, drinking too much, alcoholic, alcoholism, booze, drunk, sober, sobriety, stop
    drinking, quit drinking, wine every night, hangover
drugs: drug addiction, drug use, heroin, cocaine, cannabis, weed, opioids, opiates, painkillers, pills, meth,
    narcotics, coming off tablets, benzos
gambling: betting, slot machines, online casino, lost money betting, bets, scratch cards, casino
smoking: stop smoking, quit smoking, giving up smoking, cigarettes, vaping, nicotine
sex-and-love: porn, pornography, porn addiction, sex addiction, love addiction, codependent, codependency
screens: gaming, gaming addiction, cant stop scrolling, phone addiction, internet addiction, video games
anothers-addiction: husband drinks, wife drinks, partner drinks, mum drinks, dad drinks, son takes drugs, alcoholic
    husband, daughter takes drugs, alcoholic wife, alcoholic parent, living with an alcoholic, al anon, family of
    addict, someone elses drinking
carers: looking after, looking after my mum, looking after someone, carer, carers, caregiver, caregivers,
    caregiving, caring for, caring for someone, caring for my husband, carer burnout, full time carer, respite
ageing-parents: looking after my mum, looking after my dad, caring for my parents, elderly parents, ageing parents,
    old parents, aging parents, mum in a care home, dad in a care home
dementia-carers: mum has dementia, dad has dementia, husband has dementia, wife has dementia, dementia carer, mum
    has alzheimers, dad has alzheimers, she does not know me any more
young-carers: young carer, caring for my mum as a teenager, child carer
family-mental-illness: partner has depression, husband is depressed, wife is depressed, son is depressed, daughter
    self harms, son has schizophrenia, living with bipolar partner, supporting someone with mental illness
parents: parenting, being a parent, teenager, teenagers, difficult teenager, son, daughter, kids, children, my child
new-parents: new baby, new mum, new dad, new parent, newborn, baby wont sleep, pregnancy, pregnant, colic, first
    time mum, breastfeeding
single-parents: single mum, single dad, single parent, lone parent, bringing up children alone
ill-or-disabled-child: disabled child, sick child, child is ill, special needs, sen, send, special needs child,
    autistic child, autistic son, autistic daughter, child with down syndrome, child in hospital, son has adhd
adoption: adopted, adoptive parents, foster, fostering, foster care, grew up in care, care leaver, birth mother
estrangement: estranged, estrangement, no contact, children dont speak to me, cut off by family, cut off my family
long-term-illness: chronic illness, chronically ill, long term condition, invisible illness, autoimmune, lupus,
    sick, ill
cancer: tumour, tumor, chemo, chemotherapy, radiotherapy, leukaemia, leukemia, lymphoma, cancer diagnosis, have
    cancer, oncology, prostate cancer, bowel cancer, lung cancer
breast-cancer: mastectomy, lump in my breast, breast lump, lumpectomy
child-with-cancer: childhood cancer, son has cancer, daughter has cancer, child has cancer, child has leukaemia
after-cancer: cancer survivor, after treatment, remission, fear of it coming back, finished chemo
diabetes: diabetic, type 1, type 2, insulin, blood sugar, type 1 diabetes, type 2 diabetes
child-with-diabetes: son has diabetes, daughter has diabetes, child has diabetes, diabetic child, diabetic son,
    diabetic daughter, kids with type 1
pain: chronic pain, pain, back pain, always in pain, nerve pain, sciatica, crps
fatigue: me cfs, chronic fatigue, long covid, always tired, tired all the time, exhaustion, post viral, fatigue
fibromyalgia: fibro, fibromyalgia pain, aching all over
arthritis: rheumatoid, rheumatism, osteoarthritis, sore joints, joint pain
migraine: migraines, headaches, headache, cluster headache
heart: heart attack, heart disease, heart failure, heart surgery, bypass, pacemaker
stroke: had a stroke, aphasia, lost my speech
brain-injury: head injury, concussion, tbi, brain damage, brain tumour
epilepsy: seizure, seizures, fits, epileptic, absences
ms: multiple sclerosis, sclerosis
parkinsons: parkinson, parkinsons disease, tremor, shaking
dementia: alzheimer, alzheimers, losing my memory, memory loss, forgetful, forgetting things, vascular dementia
lungs: copd, asthma, emphysema, breathless, cystic fibrosis
gut: crohns, colitis, ibd, ibs, irritable bowel, stoma, coeliac, celiac
kidneys: dialysis, kidney disease, kidney failure, transplant
hiv: hiv positive, aids, living with hiv
rare-illness: rare disease, rare condition, undiagnosed, nobody knows what it is, ehlers danlos
womens-health: endometriosis, endo, pcos, painful periods, pmdd, period pain, adenomyosis
fertility: infertility, infertile, ivf, cant get pregnant, trying to conceive, ttc, fertility treatment, childless
menopause: perimenopause, hot flushes, hot flashes, the change
disability: disabled, wheelchair, amputee, spinal injury, cerebral palsy, lost my leg
sight-loss: blind, going blind, losing my sight, visually impaired, macular
hearing-loss: deaf, going deaf, losing my hearing, hard of hearing, tinnitus, ringing in my ears
separation: divorce, divorced, separated, break up, breakup, husband left me, wife left me, splitting up,
    heartbroken, affair, he cheated, she cheated, custody
domestic-abuse: domestic abuse, domestic violence, abusive relationship, abusive husband, abusive partner, abusive
    wife, husband hits me, partner hits me, controlling partner, coercive control, afraid of my husband, afraid of
    my partner, scared to go home, gaslighting
sexual-violence: rape, raped, sexual assault, sexually assaulted, sexual abuse, assaulted, survivor of rape
work-loss: lost my job, unemployed, unemployment, redundant, redundancy, laid off, sacked, no job, out of work
money: debt, debts, in debt, cant pay the bills, bankrupt, poverty, broke, bailiffs, overspending, shopping
    addiction
housing: homeless, homelessness, evicted, eviction, nowhere to live
lgbtq: lgbt, lgbtq, gay, lesbian, bisexual, queer, coming out, not out, asexual
gender: trans, transgender, non binary, nonbinary, gender dysphoria, gender identity, transitioning, intersex
bullying: bullied, being bullied, bullied at work, bullied at school, harassment, trolls
racism: racist, discrimination, racial trauma, bipoc, black women, people of colour
migration: refugee, refugees, asylum, asylum seeker, immigrant, migrant, homesick, new country, far from home
prison-families: prison, husband in prison, son in prison, partner in prison, jail
service-life: veteran, veterans, ex army, ex forces, military, combat, army wife, first responder, paramedic, nurse,
    police
students: student, university, exams, exam stress, college, dropping out
later-life: old age, getting old, retired, retirement, elderly, pensioner
"""


def _read(table: str) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for entry in table.replace("\n    ", " ").strip().splitlines():
        slug, _, said = entry.partition(": ")
        words[slug] = tuple(word.strip() for word in said.split(","))
    return words


WORDS = _read(_TABLE)
