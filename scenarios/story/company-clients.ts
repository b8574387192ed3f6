// Customers of a company that has been at work for a while: data for pictures, not for checks.
type Job = { title: string; complaint: string; lines: readonly (readonly [string, number, string, number])[] }
export type Client = {
  name: string
  company: string
  phone: string
  address: string
  at: readonly [number, number]
  job: Job
}

export const CLIENTS: readonly Client[] = [
  {
    name: 'Joko Susilo',
    company: 'Hotel Puri Kencana',
    phone: '0811-7020-1188',
    address: 'Jl. Cikini Raya No. 14, Jakarta Pusat',
    at: [-6.1921, 106.8384],
    job: {
      title: 'AC lobi tidak dingin',
      complaint: 'Selamat pagi, AC lobi kami tidak dingin sejak kemarin. Bisa dicek hari ini?',
      lines: [
        ['Cuci dan isi freon AC 2 PK', 2, 'unit', 425_000],
        ['Kapasitor 45 uF', 1, 'pcs', 165_000],
      ],
    },
  },
  {
    name: 'Rina Marlina',
    company: 'Klinik Sehat Bersama',
    phone: '0812-9044-3310',
    address: 'Jl. Margonda No. 220, Depok',
    at: [-6.3806, 106.8324],
    job: {
      title: 'Kulkas vaksin suhunya naik turun',
      complaint: 'Suhu kulkas vaksin naik turun dan alarmnya bunyi terus. Mohon dibantu segera.',
      lines: [
        ['Ganti termostat', 1, 'unit', 680_000],
        ['Kalibrasi suhu', 1, 'kali', 250_000],
      ],
    },
  },
  {
    name: 'Tini Suryani',
    company: 'Warung Bu Tini',
    phone: '0857-2213-9087',
    address: 'Jl. Tebet Timur Dalam No. 8, Jakarta',
    at: [-6.2301, 106.8521],
    job: {
      title: 'Kulkas minuman bocor',
      complaint: 'Kulkas minuman bocor di bawah, lantai jadi licin.',
      lines: [
        ['Perbaikan saluran buang', 1, 'kali', 185_000],
        ['Karet pintu kulkas', 1, 'pcs', 140_000],
      ],
    },
  },
  {
    name: 'Bambang Irawan',
    company: 'SMP Harapan Bangsa',
    phone: '0813-6650-7742',
    address: 'Jl. Raya Serpong Km 7, Tangerang Selatan',
    at: [-6.2745, 106.6581],
    job: {
      title: 'Proyektor aula tidak menyala',
      complaint: 'Proyektor di aula mati, padahal besok ada acara perpisahan.',
      lines: [
        ['Ganti lampu proyektor', 1, 'unit', 1_150_000],
        ['Jasa pemasangan', 1, 'kali', 200_000],
      ],
    },
  },
  {
    name: 'Dewi Kartika',
    company: 'Apotek Medika',
    phone: '0878-3301-5529',
    address: 'Jl. Juanda No. 51, Bogor',
    at: [-6.5971, 106.7986],
    job: {
      title: 'Genset tidak hidup otomatis',
      complaint: 'Waktu listrik padam genset tidak hidup otomatis, harus dinyalakan manual.',
      lines: [
        ['Perbaikan panel ATS', 1, 'unit', 1_900_000],
        ['Aki genset 70 Ah', 1, 'pcs', 1_250_000],
      ],
    },
  },
  {
    name: 'Agus Salim',
    company: 'PT Cahaya Logistik',
    phone: '0811-5408-6634',
    address: 'Kawasan Industri Pulogadung Blok C3, Jakarta',
    at: [-6.1913, 106.9096],
    job: {
      title: 'Pintu gudang pendingin macet',
      complaint: 'Pintu gudang pendingin macet, tidak bisa ditutup rapat. Barang bisa rusak.',
      lines: [
        ['Setel rel pintu', 1, 'kali', 350_000],
        ['Roda rel', 4, 'pcs', 95_000],
      ],
    },
  },
]

/** The customers one after another, over and over. */
export function clientOf(number: number): Client {
  return CLIENTS[number % CLIENTS.length] as Client
}
