import { LanguageChoice, SchemeChoice } from '../../components/choices.tsx'
import { Sheet } from '../../components/page.tsx'
import { t } from '../../words/words.ts'
import { PasswordForm } from './password-form.tsx'
import { Sessions } from './sessions.tsx'

/** Your own account on this hub. */
export function You() {
  return (
    <>
      <Sheet title={t('Looks')}>
        <dl className="facts">
          <div className="fact">
            <dt>{t('Theme')}</dt>
            <dd>
              <SchemeChoice />
            </dd>
          </div>
          <div className="fact">
            <dt>{t('Language')}</dt>
            <dd>
              <LanguageChoice />
            </dd>
          </div>
        </dl>
      </Sheet>
      <Sheet title={t('Password')}>
        <PasswordForm />
      </Sheet>
      <Sessions />
    </>
  )
}
