import { SAMPLE_JPEG } from './samples.ts'
import { silentVoice } from './voice.ts'

/** One page that says what it is; offsets are not exact, readers repair that. */
function samplePdf(): Buffer {
  const content = 'BT /F1 20 Tf 60 760 Td (Contoh dokumen) Tj ET'
  return Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>endobj',
      `4 0 obj<</Length ${content.length}>>stream`,
      content,
      'endstream endobj',
      '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
      'trailer<</Root 1 0 R/Size 6>>',
      '%%EOF',
      '',
    ].join('\n'),
  )
}

const WEBP = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64')

/** Bytes for a test that only says "a photo", "a voice note", ... */
export function sampleFile(kind: string): Buffer {
  if (kind === 'audio' || kind === 'voice') return silentVoice(3)
  if (kind === 'document') return samplePdf()
  return kind === 'sticker' ? WEBP : SAMPLE_JPEG
}
