import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'

/** Whether a process runs; one that is dead but not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return statFields(pid)?.[0] !== 'Z'
}

/**
 * A text that stays the same for the life of one process and differs for the next one that is given
 * the same number, so that a note about a process can be trusted after a restart of the machine.
 */
export function identityOf(pid: number): string {
  return `${pid} ${statFields(pid)?.[19] ?? ''}`.trim()
}

/** Whether a process serves that folder (its working directory); undefined when the system does not tell. */
export function worksIn(pid: number, folder: string): boolean | undefined {
  try {
    if (process.platform === 'linux') return fs.readlinkSync(`/proc/${pid}/cwd`) === folder
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes(folder)
  } catch {
    return undefined
  }
}

/** Whether the program file of a running process was removed, as a reinstall does. */
export function programIsGone(pid: number): boolean {
  try {
    return fs.readlinkSync(`/proc/${pid}/exe`).endsWith(' (deleted)')
  } catch {
    return false
  }
}

/** Fields of /proc/pid/stat from the state on (proc(5)); the name before may hold spaces. */
function statFields(pid: number): string[] | undefined {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
