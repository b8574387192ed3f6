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

export function LocationForm(props: LocationProps): ReactNode {
  const places = props.near ? [{ ...props.near, name: t.location.fromBot }, ...PRESETS] : PRESETS
  const [first] = places
  const [place, setPlace] = useState(first?.name ?? '')
  const [latitude, setLatitude] = useState(String(first?.latitude ?? 0))
  const [longitude, setLongitude] = useState(String(first?.longitude ?? 0))
  const [accuracy, setAccuracy] = useState('12')
  const [minutes, setMinutes] = useState('60')
  const [named, setNamed] = useState(false)
  const choose = (name: string): void => {
    setPlace(name)
    const found = places.find((one) => one.name === name)
    if (!found) return
    setLatitude(String(found.latitude))
    setLongitude(String(found.longitude))
  }
  const [lat, lng] = [Number(latitude), Number(longitude)]
  const valid = latitude !== '' && longitude !== '' && Math.abs(lat) <= 90 && Math.abs(lng) <= 180
  const send = (): void => {
    const found = places.find((one) => one.name === place)
    const name = props.withName && named && found ? { name: found.name, address: found.address ?? '' } : {}
    props.onSend({
      latitude: lat,
      longitude: lng,
      accuracy: Number(accuracy),
      ...name,
      ...(props.live ? { minutes: Number(minutes) } : {}),
    })
    props.onClose()
  }
  return (
    <Dialog title={props.live ? t.location.liveTitle : t.location.title} onClose={props.onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (valid) send()
        }}
      >
        <Field label={t.location.preset}>
          <select value={place} onChange={(event) => choose(event.target.value)}>
            {places.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </Field>
        <div className="pair">
          <Field label={t.location.latitude}>
            <input
              inputMode="decimal"
              value={latitude}
              onChange={(event) => setLatitude(event.target.value)}
            />
          </Field>
          <Field label={t.location.longitude}>
            <input
              inputMode="decimal"
              value={longitude}
              onChange={(event) => setLongitude(event.target.value)}
            />
          </Field>
        </div>
        {props.withName ? (
          <label className="check">
            <input type="checkbox" checked={named} onChange={(event) => setNamed(event.target.checked)} />
            {t.location.name}
          </label>
        ) : (
          <Field label={t.location.accuracy}>
            <input
              type="number"
              min="1"
              value={accuracy}
              onChange={(event) => setAccuracy(event.target.value)}
            />
          </Field>
        )}
        {props.live && (
          <Field label={t.location.minutes}>
            <input
              type="number"
              min="1"
              max="1440"
              value={minutes}
              onChange={(event) => setMinutes(event.target.value)}
            />
          </Field>
        )}
        {!valid && <p className="problem">{t.location.invalid}</p>}
        <div className="form-end">
          <button
            type="button"
            className="plain"
            onClick={() => {
              setLatitude((lat + FARTHER).toFixed(5))
              setLongitude((lng + FARTHER).toFixed(5))
            }}
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

export type TextField = { key: string; label: string; required?: boolean; type?: string }

/** A small form of text fields; used for contacts, new people, new numbers, links. */
export function TextForm(props: {
  title: string
  fields: TextField[]
  flag?: { key: string; label: string }
  action: string
  onClose: () => void
  onSubmit: (values: Record<string, string>, flag: boolean) => Promise<void> | void
}): ReactNode {
  const [values, setValues] = useState<Record<string, string>>({})
  const [flag, setFlag] = useState(false)
  const [problem, setProblem] = useState('')
  const submit = async (): Promise<void> => {
    try {
      await props.onSubmit(values, flag)
      props.onClose()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : t.failed)
    }
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {props.fields.map((field, i) => (
          <Field key={field.key} label={field.label}>
            <input
              type={field.type ?? 'text'}
              required={field.required}
              autoFocus={i === 0}
              value={values[field.key] ?? ''}
              onChange={(event) => setValues({ ...values, [field.key]: event.target.value })}
            />
          </Field>
        ))}
        {props.flag && (
          <label className="check">
            <input type="checkbox" checked={flag} onChange={(event) => setFlag(event.target.checked)} />
            {props.flag.label}
          </label>
        )}
        {problem !== '' && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <div className="form-end">
          <button type="button" className="plain" onClick={props.onClose}>
            {t.cancel}
          </button>
          <button type="submit" className="primary">
            {props.action}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
