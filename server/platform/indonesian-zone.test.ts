import { expect, test } from 'vitest'
import { zoneOfSite } from './indonesian-zone.ts'

test.each([
  ['Jakarta', -6.2, 106.8, 'Asia/Jakarta'],
  ['Banda Aceh', 5.55, 95.32, 'Asia/Jakarta'],
  ['Banyuwangi', -8.22, 114.37, 'Asia/Jakarta'],
  ['Alas Purwo', -8.65, 114.5, 'Asia/Jakarta'],
  ['Gilimanuk', -8.17, 114.44, 'Asia/Makassar'],
  ['Negara', -8.36, 114.62, 'Asia/Makassar'],
  ['Denpasar', -8.65, 115.22, 'Asia/Makassar'],
  ['Kangean', -6.9, 115.4, 'Asia/Jakarta'],
  ['Pontianak', -0.03, 109.34, 'Asia/Jakarta'],
  ['Palangka Raya', -2.21, 113.92, 'Asia/Jakarta'],
  ['Kuala Kapuas', -3.0, 114.38, 'Asia/Jakarta'],
  ['Muara Teweh', -0.95, 114.89, 'Asia/Jakarta'],
  ['Banjarmasin', -3.32, 114.59, 'Asia/Makassar'],
  ['Samarinda', -0.5, 117.15, 'Asia/Makassar'],
  ['Long Nawang', 1.7, 114.8, 'Asia/Makassar'],
  ['Makassar', -5.14, 119.43, 'Asia/Makassar'],
  ['Manado', 1.49, 124.84, 'Asia/Makassar'],
  ['Kupang', -10.17, 123.6, 'Asia/Makassar'],
  ['Alor', -8.2, 124.6, 'Asia/Makassar'],
  ['Ternate', 0.79, 127.38, 'Asia/Jayapura'],
  ['Ambon', -3.7, 128.18, 'Asia/Jayapura'],
  ['Sorong', -0.88, 131.25, 'Asia/Jayapura'],
  ['Merauke', -8.5, 140.4, 'Asia/Jayapura'],
  ['Tokyo', 35.6, 139.7, null],
])('the pin of %s', (_, lat, lng, zone) => {
  expect(zoneOfSite({ lat, lng, address: null })).toBe(zone)
})

test.each([
  ['Jl. Merdeka No. 10, Bandung', 'Asia/Jakarta'],
  ['Jl. Makassar No. 3, Bandung', 'Asia/Jakarta'],
  ['Jl. Sudirman 1, Makassar', 'Asia/Makassar'],
  ['Jl. Teuku Umar 88, Denpasar, Bali', 'Asia/Makassar'],
  ['Ruko Bali Indah, Jl. Papua 4', null],
  ['Perum Bukit Asri B2, Kota Banjarbaru, Kalimantan Selatan', 'Asia/Makassar'],
  ['Jl. A. Yani, Pontianak, Kalimantan Barat', 'Asia/Jakarta'],
  ['Jl. Raya Sentani, Jayapura Papua', 'Asia/Jayapura'],
  ['Toko Palu Gada, Bekasi', 'Asia/Jakarta'],
  ['Jalan tanpa kota', null],
  ['', null],
  [null, null],
])('the address "%s"', (address, zone) => {
  expect(zoneOfSite({ address })).toBe(zone)
})

test('a pin is believed more than words', () => {
  expect(zoneOfSite({ address: 'Jl. Sudirman, Jakarta', lat: -8.65, lng: 115.22 })).toBe('Asia/Makassar')
})
