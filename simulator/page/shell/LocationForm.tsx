import { useState, type ReactNode } from 'react'
import { t } from '../texts.ts'
import { Dialog, Field } from './dialog.tsx'

export type Place = { name: string; address?: string; latitude: number; longitude: number }
export type Position = {
  latitude: number
  longitude: number
  accuracy?: number
  name?: string
  address?: string
  minutes?: number
}

const PRESETS: Place[] = [
  {
    name: 'Kantor pelanggan',
    address: 'Jl. Jend. Sudirman Kav. 52, Jakarta Selatan',
    latitude: -6.22526,
    longitude: 106.80865,
  },
  {
    name: 'Rumah pelanggan',
    address: 'Jl. Cempaka Putih Tengah 12, Jakarta Pusat',
    latitude: -6.17541,
    longitude: 106.87138,
  },
  {
    name: 'Gudang pelanggan',
    address: 'Kawasan Industri Pulogadung, Jakarta Timur',
    latitude: -6.19223,
    longitude: 106.91004,
  },
  { name: 'Ruko Bekasi', address: 'Jl. Ahmad Yani 8, Bekasi', latitude: -6.2349, longitude: 106.99283 },
]

/** About one kilometre to the north-east. */
const FARTHER = 0.0064

type LocationProps = {
  live?: boolean
  withName?: boolean
  near?: Place | undefined
  onClose: () => void
  onSend: (position: Position) => void
}

type Values = {
  place: string
  latitude: string
  longitude: string
  accuracy: string
  minutes: string
  named: boolean
}

const at = (place: Place | undefined): Pick<Values, 'place' | 'latitude' | 'longitude'> => ({
  place: place?.name ?? '',
  latitude: String(place?.latitude ?? 0),
  longitude: String(place?.longitude ?? 0),
})

function isPosition({ latitude, longitude }: Values): boolean {
  return (
    latitude !== '' &&
    longitude !== '' &&
    Math.abs(Number(latitude)) <= 90 &&
    Math.abs(Number(longitude)) <= 180
  )
}

function positionOf(values: Values, places: Place[], props: LocationProps): Position {
  const found = places.find((one) => one.name === values.place)
  const name =
    props.withName && values.named && found ? { name: found.name, address: found.address ?? '' } : {}
  return {
    latitude: Number(values.latitude),
    longitude: Number(values.longitude),
    accuracy: Number(values.accuracy),
    ...name,
    ...(props.live ? { minutes: Number(values.minutes) } : {}),
  }
}

export function LocationForm(props: LocationProps): ReactNode {
  const places = props.near ? [{ ...props.near, name: t.location.fromBot }, ...PRESETS] : PRESETS
  const [values, setValues] = useState<Values>({
    ...at(places[0]),
    accuracy: '12',
    minutes: '60',
    named: false,
  })
  const valid = isPosition(values)
  const set = (change: Partial<Values>): void => setValues({ ...values, ...change })
  const input = (key: 'latitude' | 'longitude' | 'accuracy' | 'minutes', label: string): ReactNode => (
    <Field label={label}>
      <input
        inputMode="decimal"
        value={values[key]}
        onChange={(event) => set({ [key]: event.target.value })}
      />
    </Field>
  )
  const farther = (key: 'latitude' | 'longitude'): string => (Number(values[key]) + FARTHER).toFixed(5)
  return (
    <Dialog title={props.live ? t.location.liveTitle : t.location.title} onClose={props.onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!valid) return
          props.onSend(positionOf(values, places, props))
          props.onClose()
        }}
      >
        <Field label={t.location.preset}>
          <select
            value={values.place}
            onChange={(event) => set(at(places.find((one) => one.name === event.target.value)))}
          >
            {places.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </Field>
        <div className="pair">
          {input('latitude', t.location.latitude)}
          {input('longitude', t.location.longitude)}
        </div>
        {props.withName ? <Named values={values} set={set} /> : input('accuracy', t.location.accuracy)}
        {props.live && input('minutes', t.location.minutes)}
        {!valid && <p className="problem">{t.location.invalid}</p>}
        <div className="form-end">
          <button
            type="button"
            className="plain"
            onClick={() => set({ latitude: farther('latitude'), longitude: farther('longitude') })}
          >
            {t.location.farther}
          </button>
          <button type="submit" className="primary" disabled={!valid}>
            {t.send}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function Named({ values, set }: { values: Values; set: (change: Partial<Values>) => void }): ReactNode {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={values.named}
        onChange={(event) => set({ named: event.target.checked })}
      />
      {t.location.name}
    </label>
  )
}
