import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { say } from '../../platform/texts.ts'
import { EMPTY_DRAFT, isComplete, type Outcome, replyTo, understandMessage } from './index.ts'

const current = { name: 'Budi Santoso', address: 'Jl. Melati No. 5, Bandung', company: null, email: null }
const STRANGER = { known: false, inactive: false, phoneKnown: true }
const CUSTOMER = { known: true, inactive: false, phoneKnown: true, current }
const send = (text: string | null, sender = STRANGER, kind = 'text', draft = EMPTY_DRAFT) =>
  understandMessage({ kind, text, sender, draft })
const texts = (language: string) =>
  (
    JSON.parse(readFileSync(new URL(`../../../locales/${language}/chat.json`, import.meta.url), 'utf8')) as {
      registration: Record<string, string>
    }
  ).registration
const reply = (outcome: Outcome, customer: typeof current | null = null) => {
  const { key, params } = replyTo(outcome, customer) ?? { key: '', params: {} }
  return say(`chat:${key}`, params)
}

describe('what kind of message it is', () => {
  test.each(['reaction', 'sticker', 'call', 'deleted', 'system', 'unsupported'])(
    '%s is ignored, text or not',
    (kind) => {
      expect(send('DAFTAR#Budi#Jl. Melati No. 5 Bandung', STRANGER, kind)).toEqual({
        kind: 'ignore',
        why: 'notAMessage',
      })
      expect(send(null, CUSTOMER, kind)).toMatchObject({ kind: 'ignore' })
    },
  )
  test.each(['image', 'document', 'audio', 'video', 'location', 'contacts'])(
    '%s without words asks for words',
    (kind) => {
      for (const sender of [STRANGER, CUSTOMER]) {
        expect(send(null, sender, kind)).toMatchObject({
          kind: 'ask',
          ask: 'mediaWithoutText',
          params: { media: kind },
        })
        expect(send(' 🙏 ', sender, kind)).toMatchObject({ kind: 'ask', ask: 'mediaWithoutText' })
      }
    },
  )
  test.each(['image', 'document', 'video', 'button', 'interactive', 'something-new'])(
    'the caption of %s is text',
    (kind) => {
      expect(send('DAFTAR#Budi#Jl. Melati No. 5 Bandung', STRANGER, kind)).toMatchObject({
        kind: 'registered',
      })
      expect(send('AC bocor', CUSTOMER, kind)).toEqual({ kind: 'report', text: 'AC bocor' })
    },
  )
  test('a picture leaves the open question and what was understood alone', () => {
    const draft = { ...EMPTY_DRAFT, fields: { name: 'Budi' }, open: 'ADDRESS' as const }
    expect(send(null, STRANGER, 'image', draft)).toMatchObject({ draft })
  })
  test.each([null, '', ' ', '...', '🙏', '?'])('text %j says nothing', (text) =>
    expect(send(text)).toEqual({ kind: 'ignore', why: 'nothingToRead' }),
  )
})

describe('whether more is to be expected', () => {
  test.each([
    'DAFTAR#Budi#Jl. Melati No. 5 Bandung',
    'daftar\nNama: Budi\nAlamat: Jl. Melati No. 5 Bandung',
    'Nama: Budi\nAlamat: Jl. Melati No. 5 Bandung',
    'DAFTAR#Budi#Jl. Melati No. 5 Bandung\nLAPOR#AC bocor',
    'LAPOR#AC bocor',
    'UBAH#Jl. Mawar No. 8 Bandung',
    'YA',
    'tidak kak',
    'HAPUS DATA',
  ])('%j is complete', (text) => expect(isComplete(text)).toBe(true))
  test.each([
    '',
    'halo',
    'DAFTAR',
    'DAFTAR#Budi',
    'DAFTAR, Budi, Jl. Melati No. 5',
    'LAPOR',
    'LAPOR#',
    'lapor AC bocor',
    'UBAH',
    'AC bocor',
    'DAFTAR#Nama#Alamat',
    'Nama: Budi',
  ])('%j may go on', (text) => expect(isComplete(text)).toBe(false))
})

describe('the example of the help text', () => {
  const variants = [
    'DAFTAR#Budi Contoh#Jl. Contoh No. 1, Jakarta',
    'daftar # budi contoh # jl. contoh no. 1, jakarta',
    'DAFTAR\nNama: Budi Contoh\nAlamat: Jl. Contoh No. 1, Jakarta',
    'DAFTAR\nBudi Contoh\nJl. Contoh No. 1, Jakarta',
    'DAFTAR, Budi Contoh, Jl. Contoh No. 1, Jakarta',
    texts('id')['help'] ?? '',
    texts('id')['greetingUnknown'] ?? '',
    texts('en')['help'] ?? '',
  ]
  test.each(variants)('%j is no data', (text) => {
    expect(send(text)).toMatchObject({ kind: 'ask', draft: { fields: {} } })
  })
})

describe('the texts', () => {
  const keys = Object.keys(texts('id'))
  test('are the same in both languages, at most eight lines, with the same parameters', () => {
    expect(Object.keys(texts('en'))).toEqual(keys)
    for (const key of keys) {
      const [id = '', en = ''] = [texts('id')[key], texts('en')[key]]
      expect(`${id}\n\n${en}`.split('\n\n').map((text) => text.split('\n').length <= 8)).toEqual([true, true])
      expect(new Set(en.match(/\{\{\w+\}\}/g))).toEqual(new Set(id.match(/\{\{\w+\}\}/g)))
    }
  })
  test('the registration reply echoes, offers the correction and names purpose, retention and erasure', () => {
    const said = reply(send('DAFTAR#Bu Anisa#Jl. Melati No. 5 Bandung#PT Maju#a@b.co'))
    expect(said.split('\n').slice(0, 5)).toEqual([
      'Data tercatat:',
      'Nama: Anisa',
      'Alamat: Jl. Melati No. 5 Bandung',
      'Perusahaan: PT Maju',
      'Email: a@b.co',
    ])
    expect(said).toMatch(/Salah\? Balas \*UBAH\*/)
    expect(said).toMatch(/dipakai untuk .* 24 bulan .*\*HAPUS DATA\*/)
  })
  test.each([
    ['DAFTAR#Bu Anisa', 'Terima kasih, Bu Anisa. Tinggal *alamat lengkap* saja.'],
    ['DAFTAR#Jl. Melati No. 5 Bandung', 'Alamat sudah kami catat: Jl. Melati No. 5 Bandung.'],
    ['DAFTAR, Budi, Jl. Melati No. 5', 'Balas *YA*'],
    ['AC bocor', 'Keluhan Bapak/Ibu kami simpan'],
    ['DAFTAR#Budi#Jl. Melati No. 5 Bandung#PT Maju#budi@mail', 'tidak terbaca'],
    ['DAFTAR#Budi#Jl. Melati No. 5 Bandung\nLAPOR#AC bocor', 'Laporan Bapak/Ibu sudah diteruskan'],
    ['HAPUS DATA', '3x24 jam'],
  ])('stranger %j hears %j', (text, part) => expect(reply(send(text))).toContain(part))
  test.each([
    ['halo', 'Halo, Bapak/Ibu Budi Santoso.'],
    ['DAFTAR#Budi Hartono#Jl. Mawar No. 8 Bekasi', 'Nama: Budi Santoso → Budi Hartono'],
    ['UBAH', '*UBAH#Nama#Alamat*'],
    ['UBAH#Budi Hartono', 'Data sudah diperbarui'],
    ['AC bocor', 'Terima kasih, Bapak/Ibu Budi Santoso. Keluhan sudah kami terima'],
    ['kapan teknisi datang?', 'kami teruskan ke CS'],
    ['STOP', 'berhenti menerima pesan'],
  ])('customer %j hears %j', (text, part) => expect(reply(send(text, CUSTOMER), current)).toContain(part))
  test('a customer cannot make the texts run anything', () => {
    const said = reply(send('DAFTAR#Budi $t(errors:internal) {{name}}#Jl. Melati No. 5 {{address}} Bandung'))
    expect(said).not.toContain('undefined')
    expect(said).toContain('$t(errors:internal)')
  })
  test('nobody answers what is ignored', () => expect(replyTo(send('🙏'))).toBeNull())
})
