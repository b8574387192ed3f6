import { problemOf } from '../../shared/api/problem.ts'
import { storedLanguage } from '../../shared/language.ts'

/**
 * Fetches through the page rather than following the link: so the service worker can give its copy when there is no
 * signal, and a refusal is a sentence instead of a page of JSON. Throws Problem.
 */
export async function downloadFile(url: string, name: string): Promise<void> {
  const response = await fetch(url, {
    credentials: 'same-origin',
    headers: { 'Accept-Language': storedLanguage() },
  })
  if (!response.ok) throw await problemOf(response)
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // some phones start reading the file only after the click has returned
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
