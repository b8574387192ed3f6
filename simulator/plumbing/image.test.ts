import { expect, test } from 'vitest'
import { imageSize, withoutExif } from './image.ts'
import { SAMPLE_JPEG } from './samples.ts'

/** The sample with an EXIF part behind its start mark. */
function withExif(text: string): Buffer {
  const note = Buffer.from(`Exif\0\0${text}`)
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(note.length + 2, 2)
  return Buffer.concat([SAMPLE_JPEG.subarray(0, 2), head, note, SAMPLE_JPEG.subarray(2)])
}

test('the size of a photo is read from its bytes', () => {
  expect(imageSize(SAMPLE_JPEG)).toEqual({ width: 320, height: 240 })
  expect(imageSize(Buffer.from('%PDF-1.4'))).toBeUndefined()
})

test('the notes of the camera are gone, the picture is the same', () => {
  const noted = withExif('GPS 6.2 S')
  expect(noted.includes('GPS')).toBe(true)
  expect(withoutExif(noted)).toEqual(SAMPLE_JPEG)
  expect(withoutExif(SAMPLE_JPEG)).toEqual(SAMPLE_JPEG)
})
