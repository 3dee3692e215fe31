import { Page } from '@strapi/strapi/admin';
import { PERMISSIONS } from '../../../../shared/permissions';
import { RegistrationsPage } from './RegistrationsPage';

/** The page, for those whose role may see it. */
export default function ProtectedRegistrationsPage() {
  return (
    <Page.Protect permissions={PERMISSIONS.read}>
      <RegistrationsPage />
    </Page.Protect>
  );
}
