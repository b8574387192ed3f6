import { OFFICE_ZONE } from './indonesian-date.ts'

/** The three clocks of Indonesia: WIB, WITA, WIT. No summer time. */
export const SITE_ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const
export type SiteZone = (typeof SITE_ZONES)[number]
const [WIB, WITA, WIT] = SITE_ZONES

// Provinces and towns by which an address is recognised; a street may be named after any of them, see below.
const PLACES: Record<SiteZone, string> = {
  [WIB]:
    'aceh|medan|sumatera|sumatra|riau|pekanbaru|batam|tanjungpinang|jambi|palembang|bengkulu|lampung|bangka|belitung|padang|banten|serang|tangerang|jakarta|bekasi|depok|bogor|bandung|cimahi|cirebon|sukabumi|tasikmalaya|garut|karawang|purwakarta|jawa|semarang|solo|surakarta|magelang|tegal|pekalongan|purwokerto|yogyakarta|jogja|jogjakarta|sleman|bantul|surabaya|sidoarjo|gresik|malang|kediri|madiun|jember|banyuwangi|probolinggo|pasuruan|madura|kalimantan barat|pontianak|singkawang|ketapang|kalimantan tengah|palangka raya|palangkaraya|sampit|pangkalan bun|kuala kapuas',
  [WITA]:
    'bali|denpasar|badung|gianyar|tabanan|buleleng|singaraja|ubud|kuta|nusa tenggara|ntb|ntt|lombok|mataram|sumbawa|bima|kupang|flores|labuan bajo|ende|maumere|sumba|waingapu|kalimantan selatan|kalsel|banjarmasin|banjarbaru|martapura|kalimantan timur|kaltim|samarinda|balikpapan|bontang|kutai|penajam|kalimantan utara|kaltara|tarakan|tanjung selor|nunukan|malinau|sulawesi|makassar|gowa|maros|parepare|palopo|manado|bitung|minahasa|tomohon|gorontalo|palu|poso|luwuk|kendari|baubau|mamuju',
  [WIT]:
    'maluku|ambon|tual|ternate|tidore|sofifi|halmahera|papua|jayapura|sentani|merauke|timika|mimika|nabire|wamena|biak|sorong|manokwari|fakfak|kaimana|raja ampat',
}
const WORDS = SITE_ZONES.map((zone) => [zone, new RegExp(`\\b(?:${PLACES[zone]})\\b`, 'gi')] as const)

// "Jl. Makassar No. 3, Bandung" lies in Bandung: a part of an address that names a street or an estate says nothing
const STREET =
  /^\s*(?:jl|jln|jalan|gg|gang|komplek|kompleks|perum|perumahan|ruko|toko|apartemen|apartment|gedung|cluster|taman|villa|grand|hotel|rs|rumah)\b/i

/**
 * The clock of a site. A pin is believed first, then the last part of the address that names a place we know; null
 * when neither tells. Near the borders inside Kalimantan a pin is right to about 30 km: CS may say it otherwise.
 */
export function zoneOfSite(site: {
  address?: string | null
  lat?: number | null
  lng?: number | null
}): SiteZone | null {
  if (typeof site.lat === 'number' && typeof site.lng === 'number') return zoneOfPoint(site.lat, site.lng)
  for (const part of (site.address ?? '').split(/[,\n;]/).toReversed()) {
    if (STREET.test(part)) continue
    const zone = lastPlace(part)
    if (zone) return zone
  }
  return null
}

/** As `zoneOfSite`, and the office's clock where nothing is known. */
export const zoneOrOffice = (site: Parameters<typeof zoneOfSite>[0]): SiteZone =>
  zoneOfSite(site) ?? (OFFICE_ZONE as SiteZone)

/** Of several places in one part ("Kuta Bali Indonesia") the last one counts: what is larger stands further back. */
function lastPlace(part: string): SiteZone | null {
  let found: { zone: SiteZone; end: number } | null = null
  for (const [zone, words] of WORDS)
    for (const match of part.matchAll(words)) {
      const end = match.index + match[0].length
      if (!found || end > found.end) found = { zone, end }
    }
  return found?.zone ?? null
}

/** Null outside Indonesia. */
function zoneOfPoint(lat: number, lng: number): SiteZone | null {
  if (lat < -11.5 || lat > 6.5 || lng < 94.5 || lng > 141.1) return null
  if (lng < 114.1) return WIB
  if (lng >= 124.2) return inTheEast(lat, lng)
  return lng < eastEndOfWib(lat) ? WIB : WITA
}

/** Sulawesi's north, Timor and its islands keep WITA; the Moluccas and Papua have WIT. */
function inTheEast(lat: number, lng: number): SiteZone {
  if (lat > 0) return lng < (lat > 2 ? 127.2 : 126.5) ? WITA : WIT
  return lat < -8 ? (lng < 125.6 ? WITA : WIT) : lng < 124.6 ? WITA : WIT
}

/** How far east WIB reaches, in degrees, from the Blambangan peninsula up to the heart of Kalimantan. */
function eastEndOfWib(lat: number): number {
  if (lat < -8.48) return 114.64
  if (lat < -7.5) return 114.43
  // the islands east of Madura belong to East Java
  if (lat < -5) return 116.3
  if (lat < -2.9) return 114.45
  if (lat < -2.3) return 114.85
  if (lat < 0.2) return 115.28
  return 114.1
}
