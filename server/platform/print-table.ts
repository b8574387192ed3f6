import type { Config } from './config.ts'

/** Where everything is, for whoever has just started it. */
export function printTable(
  config: Config,
  firstPassword: string | null,
  print: (line: string) => void,
): void {
  const rows: [string, string][] = [
    ['Office', `${config.publicUrl}/`],
    ['Technicians', `${config.publicUrl}/field/`],
    ['API reference', `${config.publicUrl}/api/docs`],
  ]
  if (config.simulator)
    rows.push(
      ['Simulated phones', `${config.publicUrl}/simulator`],
      ['Demo accounts', 'admin, cs1, cs2, sales1, manager1, ts1..ts8'],
      ['Password', 'gss-demo'],
    )
  if (firstPassword) rows.push(['First sign-in', `admin / ${firstPassword}   (shown only now)`])
  const width = Math.max(...rows.map(([name]) => name.length))
  print('')
  print(config.simulator ? 'GSS is ready (rehearsal: simulated WhatsApp and Telegram)' : 'GSS is ready')
  for (const [name, value] of rows) print(`  ${name.padEnd(width)}  ${value}`)
  print('')
}
