package grammar

import (
	"encoding/binary"

	"github.com/communique-kg/communique"
)

// lexicon holds the tags that the treebanks give a word, in slots of eight
// bytes: four of the word's hash, up to three tags with the commonest first, and
// whether there is no other.
type lexicon struct {
	slots []byte
	mask  uint32 // number of slots less one, a power of two less one
}

// entry is what the lexicon has on a word: nothing in its zero value.
type entry struct {
	tags [3]communique.Tag // the commonest first
	sure bool              // the word is common and always has the first tag
}

// class is a number for the set of tags.
func (e entry) class() uint64 {
	return uint64(e.tags[0]) | uint64(e.tags[1])<<8 | uint64(e.tags[2])<<16
}

const lexiconSlot = 8

// key is the part of the hash that a slot holds, never 0.
func lexiconKey(form uint64) uint32 { return max(uint32(form), 1) }

// lexiconForm is what a word is looked up by.
func lexiconForm(w *word) uint64 { return w.form + uint64(w.clitic)*k1 }

func (l *lexicon) find(form uint64) entry {
	key := lexiconKey(form)
	for i := home(form, l.mask); ; i = (i + 1) & l.mask {
		slot := l.slots[i*lexiconSlot : i*lexiconSlot+lexiconSlot]
		switch binary.LittleEndian.Uint32(slot) {
		case key:
			return entry{[3]communique.Tag{communique.Tag(slot[4]), communique.Tag(slot[5]), communique.Tag(slot[6])}, slot[7] != 0}
		case 0:
			return entry{}
		}
	}
}
