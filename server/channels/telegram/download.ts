import type { Api } from 'grammy'
import { InvalidInput } from '../../platform/errors.ts'
import { readApiError } from './api-errors.ts'

const PATIENCE_MS = 60_000

/**
 * Fetches what somebody sent. The address contains the token of the bot: it is neither kept nor shown, and a failure
 * names only its kind. @throws InvalidInput for what Telegram does not hand out (above 20 MB)
 */
export const downloader =
  (api: Api, apiUrl: string, token: string) =>
  async (fileId: string): Promise<Buffer> => {
    const path = await pathOf(api, fileId)
    const answer = await fetch(`${apiUrl}/file/bot${token}/${path}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => null)
    // thrown as our own fault, so that the update is read again: a photo must not be lost
    if (!answer?.ok)
      throw new Error(`a file could not be fetched from Telegram: ${answer?.status ?? 'network'}`)
    return Buffer.from(await answer.arrayBuffer())
  }

async function pathOf(api: Api, fileId: string): Promise<string> {
  try {
    const { file_path: path } = await api.getFile(fileId)
    if (path) return path
  } catch (error) {
    const problem = readApiError(error)
    if (problem.kind === 'refused') throw new InvalidInput([{ path: 'photo', message: 'fileTooLarge' }])
    throw new Error(`a file could not be found at Telegram: ${problem.kind}`, { cause: problem })
  }
  throw new InvalidInput([{ path: 'photo', message: 'fileTooLarge' }])
}
