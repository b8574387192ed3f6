import { describe, expect, it } from 'vitest'
import { fillQuickReply, gapsOf, matchQuickReplies, quickSearch } from './quick-reply-text.ts'

describe('a ready-made answer', () => {
  it('gets name and ticket, however the gap is written', () => {
    expect(
      fillQuickReply('Halo {{nama}}, {{ Tiket }} sudah kami catat', { nama: 'Ibu Ratna', tiket: 'TKT-1' }),
    ).toBe('Halo Ibu Ratna, TKT-1 sudah kami catat')
  })
  it('keeps the gap that nothing fills, so that it is seen', () => {
    const text = fillQuickReply('{{nama}}: {{tiket}} {{tiket}}', { nama: 'Budi', tiket: null })
    expect(text).toBe('Budi: {{tiket}} {{tiket}}')
    expect(gapsOf(text)).toEqual(['{{tiket}}'])
  })
})

it.each([
  ['/', ''],
  ['/Minta fo', 'minta fo'],
  ['jam 9/10', null],
  ['/a\nb', null],
  ['', null],
])('%j searches for %j', (text, search) => {
  expect(quickSearch(text)).toBe(search)
})

it('finds by title and text, titles that begin with it first', () => {
  const replies = [
    { title: 'Salam', text: 'boleh kirim foto?' },
    { title: 'Foto', text: 'kirim gambar' },
  ]
  expect(matchQuickReplies(replies, 'foto').map(({ title }) => title)).toEqual(['Foto', 'Salam'])
  expect(matchQuickReplies(replies, 'kirim gam').map(({ title }) => title)).toEqual(['Foto'])
})
