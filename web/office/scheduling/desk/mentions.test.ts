import { describe, expect, it } from 'vitest'
import { insertMention, matchPeople, mentionedIn, mentionSearch } from './mentions.ts'

const PEOPLE = ['Dewi', 'Dewi Lestari', 'Citra Ayu', 'Sari'].map((name) => ({ id: name, name }))

describe('naming a colleague', () => {
  it.each([
    ['@', 1, ''],
    ['Halo @de', 8, 'de'],
    ['@Dewi Les', 9, 'Dewi Les'],
    ['@Dewi, tolong', 13, null],
    ['surat ke cs@gss.id', 18, null],
    ['tanpa', 5, null],
    ['@de dan lagi', 3, 'de'],
  ])('%j at %i looks for %j', (text, cursor, search) => {
    expect(mentionSearch(text, cursor)).toBe(search)
  })

  it('finds by any part of a name', () => {
    expect(matchPeople(PEOPLE, 'ay').map(({ name }) => name)).toEqual(['Citra Ayu'])
    expect(matchPeople(PEOPLE, '')).toHaveLength(4)
  })

  it('puts the name where the letters were', () => {
    expect(insertMention('Halo @ci tolong', 8, { id: '1', name: 'Citra Ayu' })).toEqual({
      text: 'Halo @Citra Ayu tolong',
      cursor: 16,
    })
  })

  it('means the longer of two names', () => {
    expect(mentionedIn('@Dewi Lestari dan @sari', PEOPLE).map(({ name }) => name)).toEqual([
      'Dewi Lestari',
      'Sari',
    ])
    expect(mentionedIn('Dewi', PEOPLE)).toEqual([])
  })
})
