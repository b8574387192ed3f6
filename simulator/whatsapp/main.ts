import { refuseProduction, stopWithParent } from '../plumbing/lifetime.ts'
import { rehearsalSettings, startWhatsapp } from './start.ts'

refuseProduction()

const { env } = process
const normal = rehearsalSettings()
const running = await startWhatsapp({
  host: env.SIM_HOST ?? normal.host,
  port: Number(env.SIM_PORT ?? normal.port),
  accessToken: env.WHATSAPP_ACCESS_TOKEN ?? normal.accessToken,
  phoneNumberId: env.WHATSAPP_PHONE_NUMBER_ID ?? normal.phoneNumberId,
  businessAccountId: env.WHATSAPP_BUSINESS_ACCOUNT_ID ?? normal.businessAccountId,
  appSecret: env.WHATSAPP_APP_SECRET ?? normal.appSecret,
  businessPhone: env.WHATSAPP_BUSINESS_NUMBER?.replace(/\D/g, '') || normal.businessPhone,
  verifyToken: env.WHATSAPP_VERIFY_TOKEN ?? normal.verifyToken,
  ...(env.SIM_PEER_URL ? { peerUrl: env.SIM_PEER_URL } : {}),
  ...(env.SIM_STATE_DIR ? { stateDir: env.SIM_STATE_DIR } : {}),
  ...(env.SIM_WEBHOOK_URL ? { webhookUrl: env.SIM_WEBHOOK_URL } : {}),
})
stopWithParent(() => running.close())
console.log(JSON.stringify({ ready: true, vendor: 'whatsapp', port: running.port }))
