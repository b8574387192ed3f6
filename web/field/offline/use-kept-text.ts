import { useEffect, useState } from 'react'
import { storage } from './storage.ts'

/** A text that is being written: kept on the phone at every letter, so that a call, an update or a closed tab costs nothing. */
export function useKeptText(name: string): [string, (text: string) => void, () => Promise<void>] {
  const key = `text:${name}`
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    let wanted = true
    void storage
      .read<string>('notes', key)
      .catch(() => undefined)
      .then((kept) => wanted && setText((typed) => typed ?? kept ?? ''))
    return () => void (wanted = false)
  }, [key])
  const change = (next: string) => {
    setText(next)
    void storage.write('notes', key, next).catch(() => undefined)
  }
  const drop = async () => {
    await storage.remove('notes', key).catch(() => undefined)
  }
  return [text ?? '', change, drop]
}
