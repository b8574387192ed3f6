import { expect, it } from 'vitest'
import { chatParts } from './chat-parts.ts'

it.each([
  ['Salah? Balas *UBAH*.', ['Salah? Balas ', '<UBAH>', '.']],
  ['*Andi Saputra* dan *Budi*', ['<Andi Saputra>', ' dan ', '<Budi>']],
  ['ukuran 2*3*4 meter', ['ukuran 2*3*4 meter']],
  ['* satu\n* dua', ['* satu\n* dua']],
  ['*tidak ditutup', ['*tidak ditutup']],
  ['** dan * *', ['** dan * *']],
])('reads %j', (text, parts) => {
  expect(chatParts(text).map((part) => (part.bold ? `<${part.text}>` : part.text))).toEqual(parts)
})
