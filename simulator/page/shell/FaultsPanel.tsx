import { useContext, type ReactNode } from 'react'
import { t } from '../texts.ts'
import { call } from './calls.ts'
import { Dialog } from './dialog.tsx'
import { limited, tgFaults, waFaults, type FaultLine } from './fault-list.ts'
import { StoresContext, type TgStore, type WaStore } from './stores.ts'
import { useVendor } from './vendor.ts'

type SwitchProps = { label: string; hint?: string; on: boolean; onSwitch: (on: boolean) => void }

function Switch({ label, hint, on, onSwitch }: SwitchProps): ReactNode {
  return (
    <button type="button" role="switch" aria-checked={on} className="switch" onClick={() => onSwitch(!on)}>
      <span className="knob" aria-hidden="true" />
      <span>
        <strong>{label}</strong>
        {hint && <small>{hint}</small>}
      </span>
    </button>
  )
}

type GroupProps<F> = { title: string; base: string; faults: F; lines: FaultLine<F>[]; limitOn: boolean }

function Group<F>({ title, base, faults, lines, limitOn }: GroupProps<F>): ReactNode {
  const change = (body: unknown): void => void call(base, 'PATCH', '/_sim/faults', body)
  return (
    <section className="fault-group" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <button type="button" className="plain" onClick={() => change({ preset: 'calm' })}>
          {t.fault.calm}
        </button>
      </header>
      {lines.map((line) => (
        <Switch
          key={line.label}
          label={line.label}
          hint={line.hint}
          on={line.isOn(faults)}
          onSwitch={(on) => change(line.change(on))}
        />
      ))}
      <Switch
        label={t.fault.realLimits}
        on={limitOn}
        onSwitch={(on) => change({ preset: on ? 'real-limits' : 'calm' })}
      />
    </section>
  )
}

function WaGroup({ store }: { store: WaStore }): ReactNode {
  const { faults } = useVendor(store)
  return (
    <Group title={t.wa.app} base={store.base} faults={faults} lines={waFaults} limitOn={limited.wa(faults)} />
  )
}

function TgGroup({ store }: { store: TgStore }): ReactNode {
  const { faults } = useVendor(store)
  return (
    <Group title={t.tg.app} base={store.base} faults={faults} lines={tgFaults} limitOn={limited.tg(faults)} />
  )
}

export function FaultsPanel({ onClose }: { onClose: () => void }): ReactNode {
  const { wa, tg } = useContext(StoresContext)
  return (
    <Dialog title={t.fault.title} onClose={onClose} side>
      <p className="intro">{t.fault.intro}</p>
      {wa && <WaGroup store={wa} />}
      {tg && <TgGroup store={tg} />}
    </Dialog>
  )
}
