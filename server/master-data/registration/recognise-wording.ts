/** Small closed vocabularies (R0, R9). A message counts as a greeting, thanks or an answer only when *every* word is in the list. */
const PERSONS =
  'kak kakak ka min admin mimin pak bapak bpk bu ibu mas mbak mba bang gan sis bos om tante cs gss semua'
const FILLERS = `${PERSONS} ya yah yaa dong deh sih nih nya lah kok`
const GREETINGS = words(
  `halo hai hi hello hey hei haloo p ping tes test permisi punten misi assalamualaikum asalamualaikum samlikum mikum
   askum shalom salam rahayu selamat met slmt pagi siang sore malam pgi mlm sang good morning afternoon evening hy`,
)
const GREETING_REST = words(
  `${FILLERS} wr wb warahmatullahi wabarakatuh warahmatullah wabarokatuh om swastiastu namo buddhaya apa kabar mau
   tanya boleh bertanya saya numpang nanya izin ijin ada orang bisa`,
)
const THANKS = words(
  `terima kasih terimakasih makasih makasi mksh mksi trims trim trimakasih trimksh tks tq ty thx thanks thank you ok
   oke okay okey okeh ok sip siap baik baiklah noted mantap mantab nice good yes y ya iya yup yoi betul benar sudah udah
   oh ooh alhamdulillah sama banyak sekali sebelumnya atas bantuannya infonya informasinya responnya kasihh`,
)
const YES = words(
  'ya y yes yup yoi iya iyah yaa betul benar bener ok oke okay okey sip setuju lanjut sesuai siap boleh',
)
const NO = words('tidak tdk gak ga nggak ngga enggak engga bukan salah no nope batal jangan')
const ANSWER_REST = words(`${FILLERS} sudah itu data datanya sekali semuanya terima kasih makasih`)
const KEYWORD_INTENT = words(
  `${FILLERS} saya aku mau ingin pengen hendak mohon minta izin ijin untuk bisa tolong bantu dibantu bantuan boleh ini
   maaf sy gw kami sebagai jadi menjadi langsung coba form formulir`,
)

const UNCOUNTED = words(FILLERS)

const COMPLAINT =
  /\b(?:rusak|bocor|mati|error|eror|ngadat|macet|mampet|rembes|netes|menetes|bunyi|berisik|panas|(?:tidak|tdk|gak|ga|nggak|ngga|enggak|kurang|ndak) +(?:bisa|dingin|nyala|menyala|jalan|berfungsi|hidup|keluar|mau|connect|konek|normal)|gangguan|trouble|masalah|bermasalah|kendala|keluhan|komplain|lemot|lambat|putus|konslet|korslet|kebakaran|bau|patah|pecah|retak|jebol|banjir|kotor|servis|service|perbaiki|perbaikan|diperbaiki|benerin|cek|dicek|pasang|ganti|hilang|meledak|tumpah)(?:nya)?\b/i
const QUESTION = /\?|^(?:berapa|kapan|di ?mana|gimana|bagaimana|apakah|kenapa|mengapa|siapa|apa)\b/i
const HOW_TO = /\b(?:cara|caranya|gimana|gmn|bagaimana|bgmn|syarat|format|di ?mana|how)\b/i
const ONE_TIME_CODE =
  /\b(?:otp|one[- ]?time (?:pass\w*|code|pin)|(?:kode|code) (?:verifikasi|keamanan|rahasia|akses|otp|konfirmasi)|(?:verification|security|login|confirmation) code)\b/i
const CODE = /(?<!\d)(?:\d{4,8}|\d{3}[- ]\d{3})(?!\d)/
const AUTO_REPLY =
  /terima ?kasih (?:telah|sudah|karena telah|tlh|sdh|atas) (?:menghubungi|mengontak|pesan|chat|kunjungan)(?! saya)|(?:thank you|thanks) for (?:contacting|your message|reaching|messaging)|(?:pesan|balasan|jawaban) (?:ini )?(?:adalah )?(?:pesan )?otomatis|auto[- ]?(?:reply|respon\w*)|di ?luar jam (?:kerja|operasional|layanan|kantor)|out of (?:the )?office|(?:kami|admin|tim)(?: kami)? akan (?:segera )?(?:membalas|merespon\w*|menghubungi anda)|will (?:get back|reply|respond) to you|jam (?:operasional|layanan|kerja) kami|(?:pesan|chat) anda (?:telah|sudah|akan)/i
const LINK =
  /https?:\/\/|\bwww\.|\b(?:wa\.me|bit\.ly|t\.me|s\.id|linktr\.ee|tinyurl\.com)\/|(?<![@\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|co|info|xyz|shop|site|online|link|gl|vip|top|club|store)\b(?!\s*@)/i
const MAP_LINK = /maps\.app\.goo\.gl|goo\.gl\/maps|google\.[a-z.]+\/maps|maps\.google/i
const SPAM =
  /\b(?:slot|gacor|maxwin|jackpot|scatter|judi|togel|deposit|pinjaman|pinjol|tanpa jaminan|bonus new member|rtp live)\b/gi
const DELETE_DATA =
  /^(?:(?:tolong|mohon|saya mau|minta|please)\s+)?(?:hapus|delete)\s+(?:semua\s+)?(?:data|akun)(?:\s+(?:saya|ku|aku|pribadi|dong|ya|kak|min|pak|bu))*[.!]*$/i
const STOP =
  /^(?:stop|berhenti|unsubscribe|berhenti berlangganan|stop (?:kirim )?(?:pesan|promo|chat))(?:\s+(?:ya|kak|min|dong|pak|bu))*[.!]*$/i
const VISIT_THING = /\b(?:teknisi|tukang|petugas|orang|kunjungan|jadwal|tiket|ticket|montir)(?:nya)?\b/i
const VISIT_QUESTION =
  /\b(?:kapan|jam berapa|sampai mana|sampe mana|di ?mana|belum (?:datang|dateng|sampai|sampe|tiba)|sudah (?:jalan|berangkat|sampai|otw)|udah (?:jalan|berangkat|sampe|otw)|jadi (?:datang|dateng|ke)|jadi (?:nya )?(?:hari|jam|besok)|status|reschedule|(?:ubah|ganti|geser|undur|mundur|majukan|pindah|atur ulang) (?:jadwal|jam|hari|kunjungan))\b/i

export type PrivacyCommand = 'DELETE' | 'STOP'

export const isGreeting = (text: string): boolean =>
  allWords(text, 9, (word) => GREETINGS.has(word) || GREETING_REST.has(word)) &&
  wordsOf(text).some((w) => GREETINGS.has(w))
export const isThanks = (text: string): boolean =>
  allWords(text, 5, (word) => THANKS.has(word) || ANSWER_REST.has(word)) &&
  wordsOf(text).some((w) => THANKS.has(w))
export const isYes = (text: string): boolean =>
  allWords(text, 5, (word) => YES.has(word) || ANSWER_REST.has(word)) && wordsOf(text).some((w) => YES.has(w))
export const isNo = (text: string): boolean =>
  allWords(text, 4, (word) => NO.has(word) || ANSWER_REST.has(word)) && wordsOf(text).some((w) => NO.has(w))
/** Greeting and intention around a keyword ("Halo kak, saya mau …"), which the rules drop. */
export const isIntroduction = (text: string): boolean =>
  allWords(text, 20, (w) => GREETINGS.has(w) || GREETING_REST.has(w) || KEYWORD_INTENT.has(w), true)
export const looksLikeComplaint = (text: string): boolean => COMPLAINT.test(text)
export const looksLikeQuestion = (text: string): boolean => QUESTION.test(text)
export const asksHow = (text: string): boolean => HOW_TO.test(text) || text.includes('?')
export const isOneTimeCode = (text: string): boolean => ONE_TIME_CODE.test(text) && CODE.test(text)
export const isAutoReply = (text: string): boolean => AUTO_REPLY.test(text) && !looksLikeComplaint(text)
export const hasLink = (text: string): boolean => LINK.test(text)
export const hasMapLink = (text: string): boolean => MAP_LINK.test(text)
export const isGamblingOrLoan = (text: string): boolean =>
  new Set((text.match(SPAM) ?? []).map((word) => word.toLowerCase())).size >= 2
/** A question about a visit that already exists; a text that also describes a fault is a complaint. */
export const asksAboutVisit = (text: string): boolean =>
  VISIT_THING.test(text) && VISIT_QUESTION.test(text) && !looksLikeComplaint(text.replace(VISIT_QUESTION, ''))
export function privacyCommand(text: string): PrivacyCommand | null {
  if (DELETE_DATA.test(text)) return 'DELETE'
  return STOP.test(text) ? 'STOP' : null
}

/** Lower-case words with repeated letters squeezed (`okeee` and `oke` are one word), apostrophes dropped. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’`]/g, '')
      .match(/[\p{L}\p{N}]+/gu)
      ?.map(squeeze) ?? []
  )
}

function squeeze(word: string): string {
  return word.replace(/(.)\1+/gu, '$1')
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).map(squeeze))
}

function allWords(text: string, most: number, known: (word: string) => boolean, mayBeEmpty = false): boolean {
  if (text.length > 300) return false
  const found = wordsOf(text)
  // "kak" and "ya" are no words to count
  return (
    found.filter((word) => !UNCOUNTED.has(word)).length <= most &&
    found.length <= 2 * most &&
    (mayBeEmpty || found.length > 0) &&
    found.every(known)
  )
}
