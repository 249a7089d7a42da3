package who

import "github.com/communique-kg/communique/internal/fold"

// class is a set of the closed lists of words that an atom stands in, so that
// the finders ask a bit instead of a map. It is read once, while the text is cut.
type class uint32

const (
	isFunction   class = 1 << iota // function words that begin no name
	isHead                         // head nouns that end the name of an organisation
	isHeadOf                       // those that begin one before "of"
	isCommonHead                   // head nouns that do so only after a name or with a capital
	isDocumentHead
	isHonorific
	isGiven
	isOrdinary
	isParticle
	isMonth
	isNotName // capitalised words that stand beside names
	isPersonNoun
	isJoiner
	isPlaceHead // nouns that end the name of a place
	isPlaceOf   // nouns that stand before "of" and the name of a place
	isPlaceLead // words that begin the name of a place: "Lake", "Fort"
	isPlaceCue  // prepositions of place
	isPrefix    // "al", "Abu" and others that begin a part of a name
	isPronoun
	isClue
	isArticle      // "the", "this"
	isDocumentNoun // nouns by which a text goes on to speak of a document
	isOperation    // nouns before the name of a campaign or exercise
	isSettlement   // nouns that say of a name that it is a place

	// What begins with the atom.
	beginsName
	beginsOffice
	beginsNominal
	beginsSurname // of the gazetteer
)

// lexeme is what the vocabulary knows of a word or mark: its number in the names of the
// gazetteer, 0 where none holds it, and its classes.
type lexeme struct {
	word  string // in small letters
	id    uint32
	class class
}

// lexicon holds the classes of all words of the closed lists.
var lexicon = func() map[string]class {
	all := map[string]class{}
	for _, list := range []struct {
		words *fold.Set
		class class
	}{
		{function, isFunction}, {heads, isHead}, {headsOf, isHeadOf}, {commonHeads, isCommonHead}, {documentHeads, isDocumentHead}, {honorifics, isHonorific}, {given, isGiven},
		{ordinary, isOrdinary}, {particles, isParticle}, {months, isMonth}, {notNameWords, isNotName}, {personNouns, isPersonNoun},
		{joiners, isJoiner}, {placeHeads, isPlaceHead}, {placesOf, isPlaceOf}, {placeLeads, isPlaceLead}, {placeCues, isPlaceCue}, {prefixes, isPrefix}, {personalPronouns, isPronoun}, {allClues, isClue}, {settlements, isSettlement}, {operationNouns, isOperation}, {words("the this"), isArticle},
	} {
		for w := range list.words.All() {
			all[w] |= list.class
		}
	}
	for w := range documentNouns {
		all[w] |= isDocumentNoun
	}
	for w, c := range all {
		if c&(isFunction|isHead|isDocumentHead|isHonorific|isHeadOf) != 0 {
			all[w] |= isNotName
		}
	}
	return all
}()

// classify gives the atoms with which something begins their classes.
func (g *Gazetteer) classify() {
	for i := range g.lexemes {
		l := &g.lexemes[i]
		for _, begins := range []struct {
			edges *edges
			class class
		}{{&g.names.edges, beginsName}, {&g.roles.offices.edges, beginsOffice}, {&g.roles.nominals.edges, beginsNominal}} {
			if l.id != 0 && begins.edges.step(0, l.id) != 0 {
				l.class |= begins.class
			}
		}
	}
	for name := range g.surnames {
		if atoms := g.scan(nil, name, name); len(atoms) > 0 && atoms[0].lexeme > 0 {
			g.lexemes[atoms[0].lexeme].class |= beginsSurname
		} else {
			g.strangeNames = true
		}
	}
}

// is reports whether atom i is a word of one of the classes; false outside the text.
func (f *finder) is(i int, c class) bool {
	f.looks++
	return i >= 0 && i < len(f.atoms) && f.atoms[i].class&c != 0
}

// capital reports whether atom i is a word with a capital; false outside the text.
func (f *finder) capitalised(i int) bool {
	f.looks++
	return i >= 0 && i < len(f.atoms) && f.atoms[i].flags.has(isWord|upperFirst)
}
