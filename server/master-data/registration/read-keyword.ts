import { asksHow, isIntroduction, looksLikeComplaint, wordsOf } from './recognise-wording.ts'

export type Keyword = 'DAFTAR' | 'LAPOR' | 'UBAH'
export interface Segment {
  keyword: Keyword
  /** everything from behind the keyword and its filler words to the next command, separator included */
  body: string
  /** a separator follows the keyword, or it stands alone on its line; else it may only be a verb */
  certain: boolean
}
export interface Commands {
  before: string
  segments: Segment[]
}
interface Found extends Segment {
  start: number
  bodyStart: number
}

/** More than anybody writes; keeps a hostile message cheap. */
const MOST_COMMANDS = 12
const REGISTER = new Set(['daftar', 'reg', 'register', 'registrasi', 'pendaftaran', 'mendaftar'])
const REPORT = new Set(['lapor', 'laporan', 'komplain', 'keluhan', 'pengaduan', 'aduan'])
const CHANGE = new Set(['ubah', 'rubah'])
/** Dropped behind the keyword; a form of address in front of a name stays with the name. */
const FILLER =
  /^[ ,]*(?:(?:sebagai|pelanggan|customer|baru|akun|dong|deh|nih|nya|yah?|dulu)(?![\p{L}\p{N}])|(?:kak|kakak|pak|bu|min|admin|mas|mbak|gan|sis)(?=[ ,]*(?:$|[\n#|;:=]|(?:sebagai|pelanggan|customer|baru|akun|dong|ya)(?![\p{L}\p{N}]))))/iu
/** "Daftar harga", "daftar sekarang": a list or an advertisement, no command. */
const NO_NAME = new Set(
  wordsOf(`harga menu layanan produk tarif biaya promo sekarang online isi barang servis service cuci ac pasang paket jasa
    pekerjaan tunggu hadir pertanyaan teknisi tagihan invoice gimana bagaimana dimana kapan apa apakah bisa lewat via
    segera juga di ke yang untuk dan atau dengan kalau jika belum sudah tidak member gratis langsung alamat lokasi cabang`),
)
const LABEL_AHEAD = /^\s*(?:nama|alamat|almt|email|e-mail|perusahaan|instansi|data)(?![\p{L}\p{N}])/iu
const FIELD_LABEL = /(?:^|[^\p{L}\p{N}])(?:nama|alamat|almt)[^\n:=]{0,30}[:=]/iu

/** The commands of a message (R2): DAFTAR, LAPOR, UBAH with their usual misspellings, in the order they were written. */
export function readCommands(text: string): Commands {
  const found: Found[] = []
  for (const word of text.matchAll(/\p{L}+/gu)) {
    const last = found.at(-1)
    if (last && word.index < last.bodyStart) continue
    const command = commandAt(text, word[0], word.index)
    if (command) found.push(command)
    if (found.length >= MOST_COMMANDS) break
  }
  // a verb-like DAFTAR only counts when nothing clearer is there
  const clear = found.some((one) => one.certain) ? found.filter((one) => one.certain) : found.slice(0, 1)
  const segments = clear.map(({ keyword, certain, bodyStart }, index) => ({
    keyword,
    certain,
    body: text.slice(bodyStart, clear[index + 1]?.start ?? text.length),
  }))
  return { before: text.slice(0, clear[0]?.start ?? text.length).trim(), segments }
}

/** Whether one insertion, deletion, replacement or swap of neighbours turns one word into the other. */
export function isOneEditAway(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

function keywordOf(word: string): { keyword: Keyword; exact: boolean } | null {
  const low = word.toLowerCase()
  if (REGISTER.has(low)) return { keyword: 'DAFTAR', exact: true }
  if (REPORT.has(low)) return { keyword: 'LAPOR', exact: true }
  if (CHANGE.has(low)) return { keyword: 'UBAH', exact: true }
  if (low.length >= 5 && low.length <= 7 && isOneEditAway(low, 'daftar')) {
    return { keyword: 'DAFTAR', exact: false }
  }
  if (low.length >= 4 && low.length <= 6 && isOneEditAway(low, 'lapor')) {
    return { keyword: 'LAPOR', exact: false }
  }
  return null
}

function commandAt(text: string, word: string, start: number): Found | null {
  const reading = keywordOf(word)
  if (!reading) return null
  const end = start + word.length
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end)
  const bodyStart = behindFillers(text, end)
  const around: Surroundings = {
    text,
    before: text.slice(lineStart, start),
    line: text.slice(end, lineEnd),
    body: text.slice(bodyStart),
    rest: bodyStart >= lineEnd ? '' : text.slice(bodyStart, lineEnd),
    exact: reading.exact,
    word: word.toLowerCase(),
  }
  const certain = { DAFTAR: registers, LAPOR: reports, UBAH: changes }[reading.keyword](around)
  return certain === null ? null : { keyword: reading.keyword, certain, start, bodyStart, body: '' }
}

interface Surroundings {
  text: string
  before: string
  line: string
  body: string
  rest: string
  exact: boolean
  word: string
}

/** true: a command for sure; false: perhaps; null: an ordinary word. */
type Verdict = boolean | null

function registers({ text, before, line, body, rest, exact }: Surroundings): Verdict {
  const introduced = isIntroduction(before.replace(/^\s*#/, ''))
  if (/^\s*[#|;]/.test(body)) return true
  if (/^ ?[:=]/.test(body) && (introduced || text.includes('#'))) return true
  const alone = rest.trim() === '' || /^[\s.!,]*$/.test(rest)
  if (alone && (introduced || before.trim() === ''))
    return asksHow(line) ? null : exact || before.trim() === '' || null
  if (!exact) return null
  const next = wordsOf(rest.slice(0, 60))[0]
  if (next === undefined || NO_NAME.has(next) || looksLikeComplaint(rest.slice(0, 30))) return null
  if ((introduced ? /[#|;]/ : /#/).test(rest) && !asksHow(before)) return true
  return introduced && !asksHow(before + line) ? (FIELD_LABEL.test(rest) ? true : false) : null
}

function reports({ text, before, body, rest, exact, word }: Surroundings): Verdict {
  const atStart = isIntroduction(before) || /[#|;]\s*$/.test(before)
  if (/^ ?[:=]/.test(body)) return exact && atStart && !FIELD_LABEL.test(text) ? true : null
  if (/^ ?[#|;]/.test(body) && (atStart || (word === 'lapor' && /^ ?#/.test(body)))) return true
  if (!exact || !atStart) return null
  return rest.trim() === '' || word === 'lapor' ? true : null
}

function changes({ before, body, rest }: Surroundings): Verdict {
  if (!isIntroduction(before)) return null
  return /^ ?[#|;:=]/.test(body) || rest.trim() === '' || LABEL_AHEAD.test(rest) ? true : null
}

function behindFillers(text: string, end: number): number {
  let position = end
  for (
    let dropped = FILLER.exec(text.slice(position));
    dropped;
    dropped = FILLER.exec(text.slice(position))
  ) {
    position += dropped[0].length
  }
  return position
}
