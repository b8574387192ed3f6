import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/** Drawn instead of photographed, so that no stranger's picture is in the project. */
export type Pictures = { before: string; after: string; transfer: string }

/** Draws the pictures that the people of the story take, as JPEG files in `folder`. */
export async function draw(folder: string): Promise<Pictures> {
  mkdirSync(folder, { recursive: true })
  const save = async (name: string, svg: string) => {
    const path = join(folder, `${name}.jpg`)
    await sharp(Buffer.from(svg)).jpeg({ quality: 84 }).toFile(path)
    return path
  }
  const [before, after, transfer] = await Promise.all([
    save('foto-sebelum', room(true)),
    save('foto-sesudah', room(false)),
    save('bukti-transfer', slip()),
  ])
  return { before, after, transfer }
}

/** An air conditioner on a wall; with `broken` it drips and has left a stain. */
function room(broken: boolean): string {
  const drops = [420, 520, 640, 700, 790]
    .map((x, index) => `<ellipse cx="${x}" cy="${470 + index * 47}" rx="7" ry="12" fill="#7fa9bd"/>`)
    .join('')
  const trouble = `<path d="M330 400 q120 330 260 330 q170 0 260 -330 z" fill="#b59a6a" opacity=".35"/>
    <path d="M400 400 q80 200 190 200 q120 0 190 -200 z" fill="#94774a" opacity=".3"/>${drops}`
  const lamp = broken ? '#b8402f' : '#3f9b54'
  const wall = broken ? ['#dcd6c6', '#b9b09a'] : ['#eef0ec', '#cfd6d4']
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
    <defs><linearGradient id="w" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${wall[0]}"/>
      <stop offset="1" stop-color="${wall[1]}"/></linearGradient>
      <linearGradient id="b" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#ffffff"/>
      <stop offset="1" stop-color="#d7dbdc"/></linearGradient></defs>
    <rect width="1200" height="900" fill="url(#w)"/>
    <rect y="760" width="1200" height="140" fill="#8a6f52"/><rect y="752" width="1200" height="14" fill="#f3f1ea"/>
    ${broken ? trouble : ''}
    <rect x="250" y="190" width="700" height="220" rx="34" fill="url(#b)" stroke="#aeb4b6" stroke-width="3"/>
    <rect x="290" y="352" width="620" height="34" rx="14" fill="#6f797c"/>
    <rect x="300" y="${broken ? 360 : 366}" width="600" height="9" rx="4" fill="#d4d9da"/>
    <rect x="290" y="${broken ? 386 : 392}" width="620" height="12" rx="6" fill="#e9ecec"/>
    <circle cx="890" cy="300" r="9" fill="${lamp}"/>
    <path d="M950 250 h60 v520" fill="none" stroke="#eceae2" stroke-width="20"/>
  </svg>`
}

/** A receipt of a bank transfer as a phone shows it; lines stand for its words. */
function slip(): string {
  const line = (y: number, left: number, right: number) =>
    `<rect x="90" y="${y}" width="${left}" height="18" rx="9" fill="#b9c3c9"/>
     <rect x="${630 - right}" y="${y}" width="${right}" height="18" rx="9" fill="#5b6b73"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="1280">
    <rect width="720" height="1280" fill="#0d4f8b"/><rect x="40" y="120" width="640" height="1040" rx="28" fill="#fff"/>
    <circle cx="360" cy="260" r="64" fill="#2e8540"/>
    <path d="M330 262 l22 24 l42 -48" fill="none" stroke="#fff" stroke-width="13" stroke-linecap="round"/>
    <rect x="210" y="360" width="300" height="26" rx="13" fill="#10242b"/>
    <rect x="250" y="408" width="220" height="40" rx="20" fill="#2e8540"/>
    <path d="M90 510 h540" stroke="#d9dfe2" stroke-width="3" stroke-dasharray="10 8"/>
    ${[560, 630, 700, 770, 840].map((y, index) => line(y, 150 - index * 8, 210 + index * 16)).join('')}
    <path d="M90 930 h540" stroke="#d9dfe2" stroke-width="3" stroke-dasharray="10 8"/>
    ${line(980, 120, 260)}${line(1050, 90, 180)}</svg>`
}
