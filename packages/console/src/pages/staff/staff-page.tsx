import { ActionIcon, Menu, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { CircleUser, KeyRound, LogOut, PanelLeft } from 'lucide-react'
import { useEffect, useState } from 'react'
import { LanguageChoice, SchemeChoice } from '../../components/choices.tsx'
import { sessionQuery, useMay, useSignOut } from '../../queries/session.ts'
import { t } from '../../words/words.ts'
import { PasswordForm } from '../settings/password-form.tsx'
import { AtCounter } from './at-counter.tsx'
import { FindCustomer } from './find-customer.tsx'
import './staff.css'

const route = getRouteApi('/staff')

/** The counter, on the phone of whoever stands behind it: find a customer, redeem, read out the code. */
export function StaffPage() {
  const { customer } = route.useSearch()
  useEffect(() => {
    document.title = `${t('Counter')} · Trefoil`
  }, [])
  return (
    <div className="staff">
      <nav className="staff-head" aria-label={t('Shortcuts')}>
        <Link to="/staff" search={{}} className="brand">
          <img src="/trefoil.svg" alt="" width={24} height={24} />
          {t('Counter')}
        </Link>
        <Account />
      </nav>
      <main className="staff-main">{customer === undefined ? <FindCustomer /> : <AtCounter id={customer} />}</main>
    </div>
  )
}

/** Who stands at the counter, and the way out. */
function Account() {
  const me = useQuery(sessionQuery).data?.person
  const signOut = useSignOut()
  const mayMore = useMay('viewer')
  const [isChoosing, setChoosing] = useState(false)
  return (
    <>
      <Menu position="bottom-end" width={240} withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('Account')}>
            <CircleUser size={24} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown className="staff-menu">
          <div className="you">
            <strong>{me?.name}</strong>
            <SchemeChoice />
            <LanguageChoice />
          </div>
          <Menu.Divider />
          {mayMore && (
            <Menu.Item component={Link} to="/" leftSection={<PanelLeft size={18} aria-hidden />}>
              {t('To the console')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<KeyRound size={18} aria-hidden />} onClick={() => setChoosing(true)}>
            {t('Password')}
          </Menu.Item>
          <Menu.Item leftSection={<LogOut size={18} aria-hidden />} onClick={() => signOut.mutate()}>
            {t('Sign out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isChoosing}
        onClose={() => setChoosing(false)}
        title={t('Password')}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        <PasswordForm done={() => setChoosing(false)} />
      </Modal>
    </>
  )
}
