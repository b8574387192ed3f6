import { expect, test } from 'vitest'
import {
  asksAboutVisit,
  hasLink,
  isAutoReply,
  isGreeting,
  isIntroduction,
  isNo,
  isOneTimeCode,
  isThanks,
  isYes,
  looksLikeComplaint,
  privacyCommand,
} from './recognise-wording.ts'

const table: [string, (text: string) => unknown, string[], string[]][] = [
  [
    'greeting',
    isGreeting,
    [
      'P',
      'halo',
      'Haloooo kak',
      'Assalamu’alaikum wr. wb.',
      'selamat siang min',
      'Pagi',
      'permisi, mau tanya',
      'tes',
    ],
    ['', 'AC bocor', 'halo AC bocor', 'kak', 'saya mau tanya AC'],
  ],
  [
    'thanks',
    isThanks,
    [
      'terima kasih banyak atas bantuannya ya kak',
      'Ok',
      'okeee',
      'Terima kasih kak',
      'makasiiih ya',
      'siap',
      'noted, thanks',
      'sama-sama',
      'baik pak',
    ],
    ['', 'terima kasih tapi masih bocor', 'kak', 'ok besok teknisi datang jam berapa'],
  ],
  [
    'yes',
    isYes,
    ['YA', 'ya.', 'Iya kak betul', 'oke', 'Benar', 'y'],
    ['', 'ya tapi namanya Sari', 'Yanto', 'kak'],
  ],
  ['no', isNo, ['tidak', 'Bukan kak', 'gak', 'salah'], ['', 'tidak dingin', 'kak', 'bukan begitu']],
  [
    'introduction',
    isIntroduction,
    ['', 'Halo kak, saya mau', 'Selamat pagi admin GSS, mohon bantu', 'saya ingin'],
    ['Halo, AC bocor', 'cara'],
  ],
  [
    'complaint',
    looksLikeComplaint,
    ['AC saya bocor', 'tidak dingin', 'kompresornya mati'],
    ['Jl. Melati 5', 'Budi', 'Matinggi', 'Kota Bandung'],
  ],
  [
    'one-time code',
    isOneTimeCode,
    [
      'Kode OTP Anda 123456. JANGAN berikan',
      '<#> 123-456 is your verification code',
      'kode verifikasi: 9912',
    ],
    ['kode OTP tidak masuk', 'kode pos 40123', 'Jl. Melati 1234'],
  ],
  [
    'automatic reply',
    isAutoReply,
    [
      'Terima kasih telah menghubungi Toko Jaya. Kami akan segera membalas pesan Anda.',
      'Thank you for contacting us!',
      'Ini pesan otomatis',
      'Mohon maaf saat ini di luar jam operasional',
    ],
    ['Terima kasih sudah menghubungi saya, tapi AC masih bocor', 'terima kasih', 'jam berapa teknisi datang'],
  ],
  [
    'link',
    hasLink,
    ['klik https://promo.example', 'www.promo.id', 'promo-bagus.com', 'bit.ly/abc'],
    ['budi@mail.com', 'Jl. Melati No.5', 'budi.santoso@mail.co.id'],
  ],
  [
    'question about a visit',
    asksAboutVisit,
    [
      'Kapan teknisi datang?',
      'teknisinya sudah sampai mana ya',
      'mau ganti jadwal kunjungan',
      'status tiket saya',
    ],
    ['AC bocor', 'teknisi kemarin datang tapi masih bocor, kapan diperbaiki', 'kapan promo?'],
  ],
]
for (const [name, recognise, yes, no] of table) {
  test.each(yes)(`${name}: %s`, (text) => expect(recognise(text)).toBe(true))
  test.each(no)(`no ${name}: %s`, (text) => expect(recognise(text)).toBe(false))
}

test.each([
  ['HAPUS DATA', 'DELETE'],
  ['tolong hapus data saya kak', 'DELETE'],
  ['Stop', 'STOP'],
  ['berhenti', 'STOP'],
  ['stop kontak rusak', null],
  ['hapus data error di laptop', null],
])('privacy command %s', (text, command) => expect(privacyCommand(text)).toBe(command))
