import { useContext, useState, type ReactNode } from 'react'
import { t } from '../texts.ts'
import { call } from './calls.ts'
import { TextForm } from './forms.tsx'
import { Icon } from './icons.tsx'
import type { OpenPhones, PhoneKey } from './open-phones.ts'
import { StoresContext, type TgStore, type WaStore } from './stores.ts'
import { initials, phoneLabel } from './times.ts'
import { useVendor } from './vendor.ts'

type Row = { key: PhoneKey; name: string; note: string; unread: number }

function Group(props: {
  title: string
  rows: Row[]
  app: string
  phones: OpenPhones
  onAdd: () => void
  addLabel: string
}): ReactNode {
  return (
    <section className="people-group" aria-label={props.title}>
      <h2>{props.title}</h2>
      <ul>
        {props.rows.map((row) => {
          const open = props.phones.open.includes(row.key)
          return (
            <li key={row.key}>
              <button
                type="button"
                className="person-row"
                aria-pressed={open}
                onClick={() => props.phones.toggle(row.key)}
              >
                <span className={`face ${props.app}`} aria-hidden="true">
                  {initials(row.name)}
                </span>
                <span className="person-text">
                  <strong>{row.name}</strong>
                  <small>{row.note}</small>
                </span>
                {row.unread > 0 ? (
                  <span className="badge" title={t.unread(row.unread)}>
                    {row.unread}
                  </span>
                ) : (
                  open && <Icon name="check" size={16} />
                )}
              </button>
            </li>
          )
        })}
      </ul>
      {props.rows.length === 0 && <p className="nobody">{t.noMatch}</p>}
      <button type="button" className="add" onClick={props.onAdd}>
        <Icon name="plus" size={16} />
        {props.addLabel}
      </button>
    </section>
  )
}

const matches = (row: Row, search: string): boolean => {
  const words = search.toLowerCase().trim()
  const digits = words.replace(/\D/g, '').replace(/^0/, '')
  return (
    `${row.name} ${row.note}`.toLowerCase().includes(words) ||
    (digits.length > 3 && row.note.replace(/\D/g, '').includes(digits))
  )
}

type ListProps<S> = { store: S; search: string; phones: OpenPhones }

function Customers({ store, search, phones }: ListProps<WaStore>): ReactNode {
  const [adding, setAdding] = useState(false)
  const rows = useVendor(store).people.map((one): Row => {
    const note = one.hidesNumber ? `@${one.username ?? ''}` : phoneLabel(one.phone)
    return { key: `wa:${one.id}`, name: one.name, note, unread: one.unread }
  })
  const add = async (values: Record<string, string>, hidesNumber: boolean): Promise<void> => {
    const { person } = await call<{ person: { id: string } }>(store.base, 'POST', '/_sim/people', {
      ...values,
      hidesNumber,
    })
    phones.show(`wa:${person.id}`)
  }
  const fields = [
    { key: 'name', label: t.person.name, required: true },
    { key: 'phone', label: t.person.phone, required: true, type: 'tel' },
    { key: 'username', label: t.person.username },
  ]
  return (
    <>
      <Group
        title={t.customers}
        app="whatsapp"
        rows={rows.filter((row) => matches(row, search))}
        phones={phones}
        addLabel={t.addNumber}
        onAdd={() => setAdding(true)}
      />
      {adding && (
        <TextForm
          title={t.person.addTitle}
          fields={fields}
          flag={{ key: 'hidesNumber', label: t.person.hidesNumber }}
          action={t.person.add}
          onClose={() => setAdding(false)}
          onSubmit={add}
        />
      )}
    </>
  )
}

function Staff({ store, search, phones }: ListProps<TgStore>): ReactNode {
  const [adding, setAdding] = useState(false)
  const rows = useVendor(store).people.map((one): Row => {
    const name = [one.firstName, one.lastName].filter(Boolean).join(' ')
    return { key: `tg:${one.id}`, name, note: one.role, unread: one.unread }
  })
  const add = async ({ name, username }: Record<string, string>): Promise<void> => {
    const { person } = await call<{ person: { id: number } }>(store.base, 'POST', '/_sim/people', {
      name,
      username,
    })
    phones.show(`tg:${person.id}`)
  }
  const fields = [
    { key: 'name', label: t.person.name, required: true },
    { key: 'username', label: t.person.username },
  ]
  return (
    <>
      <Group
        title={t.staff}
        app="telegram"
        rows={rows.filter((row) => matches(row, search))}
        phones={phones}
        addLabel={t.addStaff}
        onAdd={() => setAdding(true)}
      />
      {adding && (
        <TextForm
          title={t.person.addStaffTitle}
          fields={fields}
          action={t.person.add}
          onClose={() => setAdding(false)}
          onSubmit={add}
        />
      )}
    </>
  )
}

export function PeopleList({ phones }: { phones: OpenPhones }): ReactNode {
  const { wa, tg } = useContext(StoresContext)
  const [search, setSearch] = useState('')
  return (
    <nav className="people" aria-label={t.people}>
      <label className="search">
        <Icon name="search" size={16} />
        <input
          type="search"
          value={search}
          placeholder={t.searchPeople}
          aria-label={t.searchPeople}
          onChange={(event) => setSearch(event.target.value)}
        />
      </label>
      {wa && <Customers store={wa} search={search} phones={phones} />}
      {tg && <Staff store={tg} search={search} phones={phones} />}
    </nav>
  )
}
