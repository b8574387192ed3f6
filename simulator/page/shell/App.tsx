import { useContext, useEffect, useState, type ReactNode } from 'react'
import { TgPhone } from '../telegram/TgPhone.tsx'
import { t } from '../texts.ts'
import { WaPhone } from '../whatsapp/WaPhone.tsx'
import { limited, tgFaults, waFaults } from './fault-list.ts'
import { FaultsPanel } from './FaultsPanel.tsx'
import { Icon, IconButton } from './icons.tsx'
import { useOpenPhones, type OpenPhones, type PhoneKey } from './open-phones.ts'
import { PeopleList } from './PeopleList.tsx'
import { openStores, StoresContext, type Stores, type TgStore, type WaStore } from './stores.ts'
import { useVendor } from './vendor.ts'

/** Keeps trying: the page may be opened before the processes are up. */
function useStores(): Stores | null {
  const [stores, setStores] = useState<Stores | null>(null)
  useEffect(() => {
    let stopped = false
    const connect = (): void => {
      openStores().then(
        (opened) => stopped || setStores(opened),
        () => stopped || setTimeout(connect, 1500),
      )
    }
    connect()
    return () => {
      stopped = true
    }
  }, [])
  return stores
}

export function App(): ReactNode {
  const stores = useStores()
  if (!stores) return <p className="page-note">{t.connecting}</p>
  return (
    <StoresContext value={stores}>
      <Page />
    </StoresContext>
  )
}

const NARROW = '(max-width: 760px)'

function Page(): ReactNode {
  const { wa, tg } = useContext(StoresContext)
  const phones = useOpenPhones()
  const [list, setList] = useState(() => !matchMedia(NARROW).matches)
  const [panel, setPanel] = useState(false)
  return (
    <div className={list ? 'page with-list' : 'page'}>
      <header className="top">
        <IconButton
          icon="people"
          label={list ? t.hideList : t.showList}
          pressed={list}
          onClick={() => setList(!list)}
        />
        <div>
          <h1>{t.title}</h1>
          <p>{t.subtitle}</p>
        </div>
        {wa && <WaState store={wa} />}
        {tg && <TgState store={tg} />}
        <button type="button" className="fault-button" onClick={() => setPanel(true)}>
          <Icon name="bolt" size={18} />
          {t.faults}
          <FaultCount wa={wa} tg={tg} />
        </button>
      </header>
      {list && <PeopleList phones={narrowAware(phones, () => setList(false))} />}
      <main>
        <Switcher phones={phones} />
        <div className="phones">
          {phones.open.length === 0 && <p className="page-note">{t.noPhones}</p>}
          {phones.open.map((key) => (
            <div key={key} className={key === phones.active ? 'slot active' : 'slot'}>
              <Phone phone={key} onClose={() => phones.toggle(key)} />
            </div>
          ))}
        </div>
      </main>
      {panel && <FaultsPanel onClose={() => setPanel(false)} />}
    </div>
  )
}

/** On a narrow screen the list lies over the phones: choosing shows the phone and closes the list. */
function narrowAware(phones: OpenPhones, close: () => void): OpenPhones {
  if (!matchMedia(NARROW).matches) return phones
  const show = (key: PhoneKey): void => {
    phones.show(key)
    close()
  }
  return { ...phones, toggle: show, show }
}

function Phone({ phone, onClose }: { phone: PhoneKey; onClose: () => void }): ReactNode {
  const { wa, tg } = useContext(StoresContext)
  const id = phone.slice(3)
  if (phone.startsWith('wa:')) return wa && <WaPhone personId={id} onClose={onClose} />
  return tg && <TgPhone personId={Number(id)} onClose={onClose} />
}

function Switcher({ phones }: { phones: OpenPhones }): ReactNode {
  return (
    <div className="switcher" role="group" aria-label={t.people}>
      {phones.open.map((key) => (
        <SwitchButton key={key} phone={key} active={key === phones.active} onClick={() => phones.show(key)} />
      ))}
    </div>
  )
}

type SwitchProps = { phone: PhoneKey; active: boolean; onClick: () => void }

function SwitchButton(props: SwitchProps): ReactNode {
  const { wa, tg } = useContext(StoresContext)
  if (props.phone.startsWith('wa:')) return wa && <WaSwitch {...props} store={wa} />
  return tg && <TgSwitch {...props} store={tg} />
}

function WaSwitch({ store, phone, ...rest }: SwitchProps & { store: WaStore }): ReactNode {
  const person = useVendor(store).people.find((one) => `wa:${one.id}` === phone)
  return person && <SwitchTab {...rest} app="whatsapp" name={person.name} unread={person.unread} />
}

function TgSwitch({ store, phone, ...rest }: SwitchProps & { store: TgStore }): ReactNode {
  const person = useVendor(store).people.find((one) => `tg:${one.id}` === phone)
  return person && <SwitchTab {...rest} app="telegram" name={person.firstName} unread={person.unread} />
}

function SwitchTab(props: {
  app: string
  name: string
  unread: number
  active: boolean
  onClick: () => void
}): ReactNode {
  return (
    <button type="button" className={props.app} aria-pressed={props.active} onClick={props.onClick}>
      {props.name}
      {props.unread > 0 && <span className="badge">{props.unread}</span>}
    </button>
  )
}

function WaState({ store }: { store: WaStore }): ReactNode {
  const { connected, webhook } = useVendor(store)
  if (!connected) return <VendorNote bad text={t.offlineVendor(t.wa.app)} />
  if (webhook.url && !webhook.verified) return <VendorNote text={t.serverOff} />
  return webhook.waiting > 0 ? <VendorNote text={t.webhookWaiting(webhook.waiting)} /> : null
}

function TgState({ store }: { store: TgStore }): ReactNode {
  const { connected } = useVendor(store)
  return connected ? null : <VendorNote bad text={t.offlineVendor(t.tg.app)} />
}

function VendorNote({ text, bad }: { text: string; bad?: boolean }): ReactNode {
  return (
    <span className={bad ? 'vendor-note bad' : 'vendor-note'} role="status">
      {text}
    </span>
  )
}

function FaultCount({ wa, tg }: Stores): ReactNode {
  return (
    <>
      {wa && <WaCount store={wa} />}
      {tg && <TgCount store={tg} />}
    </>
  )
}

function WaCount({ store }: { store: WaStore }): ReactNode {
  const { faults } = useVendor(store)
  return (
    <Count
      n={waFaults.filter((line) => line.isOn(faults)).length + Number(limited.wa(faults))}
      app="whatsapp"
    />
  )
}

function TgCount({ store }: { store: TgStore }): ReactNode {
  const { faults } = useVendor(store)
  return (
    <Count
      n={tgFaults.filter((line) => line.isOn(faults)).length + Number(limited.tg(faults))}
      app="telegram"
    />
  )
}

function Count({ n, app }: { n: number; app: string }): ReactNode {
  if (n === 0) return null
  return (
    <span className={`badge ${app}`} title={t.faultsActive(n)}>
      {n}
    </span>
  )
}
