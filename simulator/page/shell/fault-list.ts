import type { Faults as TgFaults } from '../../telegram/faults.ts'
import type { Faults as WaFaults } from '../../whatsapp/faults.ts'

/** One line of the panel: what it says, whether it is on now, and what switching does. */
export type FaultLine<F> = {
  label: string
  hint: string
  isOn: (faults: F) => boolean
  change: (on: boolean) => Partial<F>
}

const flag = <F>(key: keyof F, label: string, hint: string): FaultLine<F> => ({
  label,
  hint,
  isOn: (faults) => faults[key] === true,
  change: (on) => ({ [key]: on }) as Partial<F>,
})

export const waFaults: FaultLine<WaFaults>[] = [
  flag('webhookPaused', 'Tahan webhook', 'Pesan dan status tidak sampai ke server sampai dimatikan.'),
  flag('inboundDuplicate', 'Pesan masuk dua kali', 'Setiap pesan pelanggan dikirim ganda.'),
  flag('inboundReorder', 'Pesan masuk tidak urut', 'Pesan yang berdekatan dibalik urutannya.'),
  flag('inboundBatch', 'Pesan masuk digabung', 'Beberapa pesan dalam satu kiriman dengan banyak entri.'),
  flag('statusDuplicate', 'Status dua kali', 'Setiap status terkirim atau dibaca datang ganda.'),
  flag('statusReorder', 'Status tidak urut', 'Terkirim datang sebelum sent.'),
  flag('statusBatch', 'Status digabung', 'Beberapa status dalam satu kiriman.'),
  flag('statusSkipDelivered', 'Status terkirim dilewati', 'Langsung dari sent ke dibaca.'),
  flag('statusBeforeAnswer', 'Status mendahului jawaban', 'Status datang sebelum panggilan kirim dijawab.'),
  {
    label: 'Status terlambat 10 detik',
    hint: 'Semua status menunggu dulu.',
    isOn: (faults) => faults.statusDelayMs > 0,
    change: (on) => ({ statusDelayMs: on ? 10_000 : 0 }),
  },
  {
    label: 'Semua pesan gagal terkirim (131026)',
    hint: 'Diterima dulu, lalu status failed.',
    isOn: (faults) => faults.statusFailCode !== null,
    change: (on) => ({ statusFailCode: on ? 131026 : null }),
  },
  flag('windowAsync', 'Jendela 24 jam lewat status', '131047 datang sebagai status, bukan jawaban.'),
  {
    label: 'Tiga kiriman berikut ditolak (131016)',
    hint: 'Layanan Meta sedang terganggu.',
    isOn: (faults) => (faults.sendError?.count ?? 0) > 0,
    change: (on) => ({ sendError: on ? { code: 131016, count: 3 } : null }),
  },
  {
    label: 'Sambungan putus setelah diterima',
    hint: 'Tiga kiriman berikut terkirim, tetapi jawabannya hilang.',
    isOn: (faults) => faults.dropAfterAccept > 0,
    change: (on) => ({ dropAfterAccept: on ? 3 : 0 }),
  },
  {
    label: 'Jawaban lambat 3 detik',
    hint: 'Setiap panggilan kirim dijawab terlambat.',
    isOn: (faults) => faults.answerDelayMs > 0,
    change: (on) => ({ answerDelayMs: on ? 3000 : 0 }),
  },
  {
    label: 'Template ditolak',
    hint: 'Template baru berstatus REJECTED.',
    isOn: (faults) => faults.templateReview === 'reject',
    change: (on) => ({ templateReview: on ? 'reject' : 'approve' }),
  },
]

export const tgFaults: FaultLine<TgFaults>[] = [
  flag('updatesPaused', 'Tahan pembaruan', 'Pesan staf tidak sampai ke bot sampai dimatikan.'),
  flag('updateDuplicate', 'Pembaruan dua kali', 'Hanya pada mode webhook.'),
  {
    label: 'Tiga panggilan berikut 429',
    hint: 'Terlalu cepat; bot diminta menunggu 5 detik.',
    isOn: (faults) => (faults.flood?.count ?? 0) > 0,
    change: (on) => ({ flood: on ? { retryAfter: 5, count: 3 } : null }),
  },
  {
    label: 'Tiga panggilan berikut 502',
    hint: 'Layanan Telegram sedang terganggu.',
    isOn: (faults) => (faults.callError?.count ?? 0) > 0,
    change: (on) => ({ callError: on ? { code: 502, count: 3 } : null }),
  },
  {
    label: 'Sambungan putus setelah diterima',
    hint: 'Tiga kiriman berikut terkirim, tetapi jawabannya hilang.',
    isOn: (faults) => faults.dropAfterAccept > 0,
    change: (on) => ({ dropAfterAccept: on ? 3 : 0 }),
  },
  {
    label: 'Jawaban lambat 3 detik',
    hint: 'Setiap panggilan dijawab terlambat.',
    isOn: (faults) => faults.answerDelayMs > 0,
    change: (on) => ({ answerDelayMs: on ? 3000 : 0 }),
  },
]

export const limited = {
  wa: (faults: WaFaults): boolean => (faults.throughputPerSecond ?? 1000) < 1000,
  tg: (faults: TgFaults): boolean => faults.perChat !== null,
}
