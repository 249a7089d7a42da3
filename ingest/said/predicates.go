package said

// verbTable lists the verbs. A word stands where its commonest sense does.
var verbTable = []entry{
	// Speech.
	{utterance, "s about of = say:said"},
	{utterance, "sa about = tell:told"},
	{utterance, "s = add counter reply retort quip joke opine testify conclude chime remark observe declare state contend assert intone deadpan interject muse elaborate"},
	{utterance, "so = note explain announce reveal disclose proclaim affirm reaffirm reiterate stress emphasize emphasise underline underscore acknowledge concede clarify predict deny allege lament bemoan admit+ confirm mention"},
	{utterance, "so as = report recall recount describe suggest repeat indicate specify tweet"},
	{utterance, "so about of to = write:wrote:written"},
	{utterance, "s on about = comment"},
	{utterance, "s = respond"},
	{utterance, "s to = object allude"},
	{utterance, "sot for about = ask"},
	{utterance, "s about of = complain boast speculate gush gripe brag+ warn caution crow"},
	{utterance, "s on = insist weigh"},
	{utterance, "s for against = argue"},
	{utterance, "s = maintain"},
	{utterance, "sa of about = inform notify assure remind apprise brief"},
	{utterance, "sot = claim promise swear:swore:sworn"},
	{utterance, "st = vow pledge"},
	{utterance, "so = estimate post email e-mail text retweet blog+ chant shout yell scream holler read:read whisper mutter murmur exclaim declaim recite preach jest"},
	{utterance, "st = threaten"},
	{utterance, "s at = hint"},
	{utterance, "so = signal signaled insinuate imply"},
	{utterance, "o = cite discuss outline detail list echo quote highlight tout reference specify summarize summarise recap+ divulge articulate spell voice express convey narrate recite enumerate"},
	{utterance, "o = label brand dub+ characterize characterise portray depict cast:cast compare liken equate hail describe"},
	{utterance, "o for on = call"},
	{utterance, " about of out = talk speak:spoke:spoken"},
	{utterance, " to out = refer+ point nod+"},
	{utterance, "o for to = apologize apologise"},
	{utterance, "s about = inquire enquire"},
	// Blame and dissent.
	{criticism, "o = criticize criticise blast slam+ condemn denounce decry mock ridicule deride blame accuse chide rebuke lambaste lambast assail rip+ bash lampoon fault skewer berate scold disparage belittle insult denigrate castigate excoriate trash savage vilify impugn admonish reprimand censure taunt smear malign"},
	{criticism, "o = attack"},
	{criticism, "so = dismiss reject dispute refute rebut+ doubt question protest"},
	{criticism, "o = contradict discredit demonize demonise shame denounce hammer"},
	{criticism, " against about = rail rage inveigh fulminate rant"},
	{criticism, " at about over = bristle balk scoff sneer fume bridle chafe grumble"},
	{criticism, " with over on about = clash spar+ tangle quarrel bicker"},
	// Praise and support.
	{support, "o for = praise laud applaud commend congratulate thank welcome salute credit"},
	{support, "o = endorse support back champion defend embrace oppose resist extol"},
	{support, "o for = favor favour advocate"},
	{support, "st with on to about = agree disagree concur+"},
	{support, "o of = approve disapprove"},
	{support, "ot to = prefer+"},
	{support, "otg = like love hate dislike loathe detest abhor"},
	{support, "o = admire respect distrust mistrust resent mourn appreciate sympathize"},
	{support, "so = regret"},
	{support, " with = side sympathize sympathise"},
	{support, " for against = vote"},
	// Thought.
	{thought, "s about of = think:thought"},
	{thought, "so in = believe"},
	{thought, "so = feel:felt fear suspect assume imagine presume surmise envision envisage foresee:foresaw:foreseen anticipate judge deem reckon figure guess regard perceive view ponder contemplate mull dread"},
	{thought, "sog = consider"},
	{thought, "so = see:saw:seen"},
	{thought, "s about = worry fret wonder agonize"},
	{thought, " of about = dream:dreamed"},
	{thought, "st for = hope"},
	{thought, "sto = expect"},
	{thought, "so = interpret"},
	{intention, "ot = wish"},
	// Knowledge and perception.
	{knowledge, "so about of = know:knew:known"},
	{knowledge, "so = understand:understood realize realise recognize recognise notice"},
	{knowledge, "s of about = learn"},
	{knowledge, "so = discover remember forget:forgot:forgotten"},
	{knowledge, "so = witness"},
	// Wish, plan and refusal.
	{intention, "ot = want"},
	{intention, "t to on = plan+"},
	{intention, "t = intend aspire long yearn opt+ elect vie"},
	{intention, "ot = seek:sought"},
	{intention, "to at = aim"},
	{intention, "ot = refuse decline offer"},
	{intention, "ots = propose"},
	{intention, "st on = decide resolve"},
	{intention, " to = vow"},
	// Call and command.
	{request, "so = demand recommend urge"},
	{request, "o = encourage implore beg+ beseech instruct exhort entreat counsel prod+ persuade"},
	{request, "o = request solicit"},
	{request, " for = push lobby plead clamor campaign crusade"},
	{request, "so = mandate"},
	{request, "so = order command"},
	// Decision by word.
	{decision, "s = rule"},
	{decision, "o = appoint nominate prohibit outlaw veto impose enact authorize authorise overturn rescind uphold:upheld ratify sanction forbid:forbade:forbidden"},
	{decision, "s = determine"},
	// Findings.
	{finding, "so = show:showed:shown demonstrate illustrate document forecast:forecast"},
	{finding, "s = find:found"},
	{finding, "so = project"},
	// Impressions of nobody in particular.
	{impression, "tx like = seem appear"},
	{impression, "ox as = title"},
}

// passives are participles that the passive makes into impressions: "is expected
// to", "is known as".
var passives = set("expected known believed thought considered seen viewed said reported rumored rumoured alleged perceived deemed regarded supposed described called dubbed named labeled labelled accused criticized praised asked poised credited blamed slated")

// nounTable lists nouns that are cues with their complement: "support for", "the
// claim that".
var nounTable = []entry{
	{utterance, "st that of about = claim assertion allegation accusation contention statement remark announcement declaration suggestion admission acknowledgment acknowledgement denial prediction warning insistence revelation disclosure"},
	{utterance, "st of = promise pledge vow offer"},
	{utterance, "s about on regarding over = comment question discussion conversation talk"},
	{utterance, "s for against about over = argument"},
	{utterance, "s of = description depiction portrayal characterization mention account"},
	{utterance, "s to = reference"},
	{criticism, "s of over about on = criticism critique condemnation denunciation mockery ridicule"},
	{criticism, "s about over with = complaint grievance"},
	{criticism, "s to = objection resistance opposition"},
	{criticism, "s about = doubt skepticism scepticism"},
	{support, " for of = support praise admiration enthusiasm advocacy"},
	{support, " of = endorsement defense defence approval disapproval embrace rejection dismissal"},
	{support, " for = disdain contempt respect preference affection"},
	{support, " of = opponent critic"},
	{thought, "s in of = belief view opinion assumption notion perception suspicion conviction"},
	{thought, "s about over = concern worry anxiety unease"},
	{thought, "s of about = fear"},
	{thought, "st of for = hope expectation"},
	{intention, "t for on of = plan proposal"},
	{intention, "t = intention desire willingness refusal reluctance eagerness determination ambition wish commitment unwillingness"},
	{request, "t for = call demand request plea appeal"},
	{decision, "st on = decision ruling"},
	{finding, "s of = finding conclusion"},
}

// adjectiveTable lists adjectives that are cues with their complement: "confident
// that", "eager to".
var adjectiveTable = []entry{
	{utterance, "s about on = clear"},
	{thought, "s about of in = confident convinced sure certain worried concerned skeptical sceptical hopeful optimistic pessimistic doubtful uncertain fearful afraid wary convinced adamant"},
	{thought, "st about by at with = surprised shocked disappointed pleased happy glad proud angry upset thrilled frustrated dismayed alarmed troubled disturbed outraged grateful impressed encouraged"},
	{intention, "t = eager willing unwilling reluctant determined keen loath hesitant prepared content"},
	{intention, " in = interested"},
	{support, " of = supportive critical dismissive fond tolerant"},
	{support, " to = opposed committed receptive"},
	{knowledge, "s of = aware mindful unaware cognizant"},
}
