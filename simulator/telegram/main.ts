import { refuseProduction, stopWithParent } from '../plumbing/lifetime.ts'
import { rehearsalSettings, startTelegram } from './start.ts'
import type { PersonSeed } from './state.ts'

refuseProduction()

const { env } = process
const normal = rehearsalSettings()
const running = await startTelegram({
  host: env.SIM_HOST ?? normal.host,
  port: Number(env.SIM_PORT ?? normal.port),
  token: env.TELEGRAM_BOT_TOKEN ?? normal.token,
  botUsername: env.SIM_BOT_USERNAME ?? normal.botUsername,
  staff: env.SIM_STAFF ? (JSON.parse(env.SIM_STAFF) as PersonSeed[]) : [],
  ...(env.SIM_PEER_URL ? { peerUrl: env.SIM_PEER_URL } : {}),
  ...(env.SIM_STATE_DIR ? { stateDir: env.SIM_STATE_DIR } : {}),
})
stopWithParent(() => running.close())
console.log(JSON.stringify({ ready: true, vendor: 'telegram', port: running.port }))
