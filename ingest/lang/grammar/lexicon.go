package grammar

import (
	"encoding/binary"

	"github.com/communique-kg/communique"
)

// lexicon holds what is known of a word before a sentence is read, in slots of
// eight bytes: three of the word's hash, up to three tags that the treebanks give
// it with the commonest first, and two of its cluster, how it is written, and
// whether it has no other tags.
type lexicon struct {
	slots []byte
	mask  uint32 // number of slots less one, a power of two less one
}

// entry is what the lexicon has on a word: nothing in its zero value.
type entry struct {
	tags    [3]communique.Tag // the commonest first
	sure    bool              // the word is common and has no other tags
	cluster cluster
}

// class is a number for the set of tags.
func (e *entry) class() uint64 {
	return uint64(e.tags[0]) | uint64(e.tags[1])<<8 | uint64(e.tags[2])<<16
}

// group is the group of the word's cluster.
func (e *entry) group() uint64 { return uint64(e.cluster.number / groupSize) }

const lexiconSlot = 8

// lexiconKey is the part of the hash that a slot holds, never 0.
func lexiconKey(form uint64) uint32 { return max(uint32(form)&0xFFFFFF, 1) }

func (e *entry) put(slot []byte, form uint64) {
	binary.LittleEndian.PutUint32(slot, lexiconKey(form)|uint32(e.tags[0])<<24)
	slot[4], slot[5] = byte(e.tags[1]), byte(e.tags[2])
	more := e.cluster.number | uint16(e.cluster.written)<<10
	if e.sure {
		more |= 1 << 15
	}
	binary.LittleEndian.PutUint16(slot[6:], more)
}

// find returns what is known of a form, nothing where it is unknown.
func (l *lexicon) find(form uint64) (e entry) {
	key := lexiconKey(form)
	for i, left := home(form, l.mask), l.mask; left > 0; i, left = (i+1)&l.mask, left-1 {
		x := binary.LittleEndian.Uint64(l.slots[i*lexiconSlot:])
		switch uint32(x) & 0xFFFFFF {
		case key:
			e.tags = [3]communique.Tag{communique.Tag(x >> 24), communique.Tag(x >> 32), communique.Tag(x >> 40)}
			e.cluster = cluster{uint16(x >> 48 & 1023), caseClass(x >> 58 & 3)}
			e.sure = x>>63 != 0
			return e
		case 0:
			return entry{}
		}
	}
	return entry{}
}

// whole is the form of a word with its clitic.
func (w *word) whole() uint64 { return w.form + uint64(w.clitic)*k1 }

// look fills in what the lexicon knows of the word: its tags with its clitic, the
// cluster without, and of a word with hyphens that of its last part.
func (l *lexicon) look(w *word) {
	w.known = l.find(w.form)
	if w.clitic > 0 {
		e := l.find(w.whole())
		w.known.tags, w.known.sure = e.tags, e.sure
	}
	if w.known.cluster.number == 0 && w.last != w.form {
		w.known.cluster.number = l.find(w.last).cluster.number
	}
	w.spread()
}

// spread fills in what follows from what is known of the word.
func (w *word) spread() {
	w.class = mix((w.known.class() + 1<<24) * k3)
	w.cluster, w.group = keys[w.known.cluster.number], keys[w.known.group()]
}
