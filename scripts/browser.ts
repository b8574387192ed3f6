import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const CACHE = fileURLToPath(new URL('../.cache', import.meta.url))

/**
 * A headless Chromium for tests, closed by the caller. `CHROMIUM_PATH` names one to use; otherwise the
 * one from the packages is unpacked once (Linux x64 only), which needs nothing from the system. `more` are
 * further arguments for it.
 */
export async function browser(...more: string[]): Promise<Browser> {
  const own = process.env['CHROMIUM_PATH']
  // Only --no-sandbox: the package's own list of arguments switches web security off.
  const args = ['--no-sandbox', ...more]
  if (own) return chromium.launch({ executablePath: own, args })
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('Set CHROMIUM_PATH to a Chrome or Chromium: the bundled one is for Linux x64 only.')
  const home = unpack()
  const env = {
    ...process.env,
    // For the browser alone: these libraries would break other programs.
    LD_LIBRARY_PATH: join(home, 'al2023/lib'),
    FONTCONFIG_FILE: join(home, 'fonts.conf'),
  }
  return chromium.launch({ executablePath: join(home, 'chromium'), args, env })
}

/** Unpacks browser, libraries and fonts into a folder of our own, complete or not at all. */
function unpack(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(fs.readFileSync(join(dirname(entry), '../package.json'), 'utf8'))
  const home = join(CACHE, `chromium-${version}`)
  if (fs.existsSync(home)) return home
  const draft = `${home}.${process.pid}`
  fs.rmSync(draft, { recursive: true, force: true })
  fs.mkdirSync(draft, { recursive: true })
  // The package unpacks into the temporary folder, and its libraries only where it believes to be in a
  // cloud function; a process of its own keeps both settings away from ours.
  execFileSync(
    process.execPath,
    ['-e', `import(${JSON.stringify(entry)}).then((m) => m.default.executablePath())`],
    {
      env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  // Without fonts text has no width, and typing into fields silently does nothing.
  fs.writeFileSync(
    join(draft, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'font-cache')}</cachedir></fontconfig>`,
  )
  try {
    fs.renameSync(draft, home)
  } catch (error) {
    if (!fs.existsSync(home)) throw error
    fs.rmSync(draft, { recursive: true, force: true })
  }
  return home
}
