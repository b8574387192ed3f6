import { hasLink, looksLikeComplaint } from './recognise-wording.ts'

const STREET_WORDS =
  'jl|jln|jalan|gg|gang|komp|komplek|kompleks|perum|perumahan|kp|kampung|desa|ds|dusun|dsn|ruko|rukan|apartemen|apartment|apt|gedung|villa|vila|blok|kav|kavling|rusun'
const AREA_WORDS =
  'rt|rw|kel|kelurahan|kec|kecamatan|kota|kab|kabupaten|prov|provinsi|kode pos|kodepos|no|nomor|lt|lantai|km|patokan|unit|tower'
/** Where an address starts in a text without separators. */
export const ADDRESS_WORD = new RegExp(`(?<![\\p{L}\\p{N}])(?:${STREET_WORDS})(?!\\p{L})`, 'iu')
const STARTS_ADDRESS = new RegExp(`^(?:${STREET_WORDS})(?!\\p{L})`, 'iu')
const CONTINUES_ADDRESS = new RegExp(`^(?:\\d|(?:${STREET_WORDS}|${AREA_WORDS})(?!\\p{L}))`, 'iu')
const COMPANY = /^(?:p\.?t|c\.?v|u\.?d|p\.?d|firma|yayasan|koperasi|toko|tb)\b\.?\s*\p{L}/iu
const EMAIL = /^[a-z0-9](?:[a-z0-9_%+-]|\.(?!\.))*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/
const EMAIL_SHAPE = /@|\b(?:gmail|yahoo|hotmail|outlook|ymail|icloud)\b/i
const EXAMPLE = /(?<!\p{L})contoh(?:nya)?(?!\p{L})/iu
const PLACEHOLDER =
  /^(?:(?:nama|name|alamat|address|perusahaan|company|instansi|e ?mail|keluhan)(?: (?:lengkap|anda|kamu|pelanggan|customer|rumah|kantor|saya|email|e mail|perusahaan|instansi|jelas))*|isi(?: .*)?|tulis .*|your .*|opsional|optional|wajib(?: diisi)?)$/i
const NOTHING =
  /^(?:x{2,}|pribadi|perorangan|perseorangan|personal|individu(?:al)?|rumah tangga|none|null|nihil|kosong|n a|(?:(?:tidak|tdk|gak|ga|nggak|belum) ?(?:ada|punya)?))$/i
const PROMISE =
  /\b(?:menyusul|nyusul|share ?lo[ck]|share ?lokasi|s(?:h)?erlo[ck]|shareloc|sharelok|nanti|ntar|tunggu|sebentar|bentar|kirim lokasi)\b/i
/** Words of a sentence that no name has. */
const SENTENCE =
  /(?<!\p{L})(?:tolong|mohon|minta|kirim|butuh|perlu|mau|ingin|bisa|ada|saya|kami|belum|sudah|tidak|gak|kapan|harga|daftar|alamat|data|akun|profil|nomor|ini|itu|yang|dan|untuk|dengan)(?!\p{L})/iu
const LINKS = /(?:https?:\/\/|www\.)\S+/gi

export const startsLikeAddress = (value: string): boolean => STARTS_ADDRESS.test(value)
export const continuesAddress = (value: string): boolean => CONTINUES_ADDRESS.test(value)
export const startsLikeCompany = (value: string): boolean => COMPANY.test(value)
/** By shape, also when it is written badly: `budi @ mail . com`, `budi gmail.com`. */
export function looksLikeEmail(value: string): boolean {
  if (!EMAIL_SHAPE.test(value) || ADDRESS_WORD.test(value)) return false
  return (
    value
      .replace(/\s*@\s*/g, '@')
      .replace(/(?<=[@ ].*)\s*[.,]\s*/g, '.')
      .split(/\s+/).length <= 2
  )
}

/** A field that holds a telephone number and nothing else (R7 sets it aside). */
export function isPhoneOnly(value: string): boolean {
  const number = value.replace(
    /^(?:no(?:mor)?\.? ?)?(?:hp|wa|whats ?app|telp?(?:on)?|tlp|telepon|phone)\.? ?[:=]? ?/i,
    '',
  )
  return /^[+(]?\d[\d\s().\-_/,+]*(?:\([^()\d]*\))?$/.test(number) && number.replace(/\D/g, '').length >= 7
}

/** A template left in, the bot's own example, or a filled-in nothing (`-`, `....`, `xxx`): as good as empty. */
export function isPlaceholder(value: string): boolean {
  const words = (value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
  return words === '' || /^x{2,}$/.test(words) || EXAMPLE.test(value) || PLACEHOLDER.test(words)
}

/** The name when it can be one: 2-100 characters, two letters, no digit; a single word is a full name in Indonesia. */
export function checkName(value: string): string | null {
  const length = Array.from(value).length
  if (length < 2 || length > 100 || /[\p{N}@\n]/u.test(value)) return null
  return lettersIn(value) >= 2 && !isPlaceholder(value) && !hasLink(value) ? value : null
}

/** The address when it can be one: ten letters or digits, two words, no promise ("menyusul"), at most 500 characters. */
export function checkAddress(value: string): string | null {
  const text = value.replace(LINKS, ' ')
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  const size = words.reduce((sum, word) => sum + Array.from(word).length, 0)
  if (size < 10 || words.length < 2 || lettersIn(text) < 3 || value.length > 500 || isPlaceholder(value))
    return null
  return PROMISE.test(text) && !ADDRESS_WORD.test(text) && !/\d/.test(text) ? null : value
}

/** Stricter, for a bare message that answers "which address?": a fault described in words is not where somebody lives. */
export function checkBareAddress(value: string): string | null {
  const placed = ADDRESS_WORD.test(value) || /\d/.test(value)
  return value.includes('?') || (looksLikeComplaint(value) && !placed) ? null : checkAddress(value)
}

/** For a bare answer to "which name?". */
export function checkBareName(value: string): string | null {
  const odd =
    /[?!\n]/.test(value) || SENTENCE.test(value) || looksLikeComplaint(value) || startsLikeAddress(value)
  return odd || value.split(/\s+/).length > 6 ? null : checkName(value)
}

/** None is fine (`-`, "Pribadi", a template); the name of the company otherwise. */
export function checkCompany(value: string): string | null {
  return isNothing(value) || isPlaceholder(value) || lettersIn(value) < 2 || value.length > 150 ? null : value
}

/** Lower case, spaces closed up, comma as dot; `bad` when something was written that is no address: never guessed. */
export function checkEmail(value: string): { email: string | null; bad: boolean } {
  if (isNothing(value) || isPlaceholder(value)) return { email: null, bad: false }
  const email = value
    .toLowerCase()
    .replace(/^mailto:/, '')
    .replace(/^.*?([^\s@<(]+@[^\s@]+\.[^\s@]{2,})(?:\s.*)?$/s, '$1')
    .replace(/\s+/g, '')
    .replace(/,/g, '.')
    .replace(/^[<("'[.]+|[>)"'\].;:]+$/g, '')
  return EMAIL.test(email) && email.length <= 254 ? { email, bad: false } : { email: null, bad: true }
}

function isNothing(value: string): boolean {
  return NOTHING.test((value.match(/[\p{L}\p{N}]+/gu) ?? []).join(' '))
}

function lettersIn(value: string): number {
  return value.match(/\p{L}/gu)?.length ?? 0
}
