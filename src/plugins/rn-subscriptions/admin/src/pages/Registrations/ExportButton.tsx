import { Button } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { usePanelLocale, useText } from '../../hooks/useText';
import { exportRegistrations } from '../../services/registrations';
import type { ListView } from '../../utils/list-view';

const save = (file: Blob, name: string) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** Downloads what the list shows, every page of it, as a file for a spreadsheet. */
export const ExportButton = ({ view, total }: { view: ListView; total: number }) => {
  const text = useText();
  const locale = usePanelLocale();
  const { toggleNotification } = useNotification();
  const [isExporting, setIsExporting] = useState(false);

  const download = async () => {
    setIsExporting(true);
    try {
      save(await exportRegistrations(view, locale), text('export.file'));
    } catch {
      toggleNotification({ type: 'danger', message: text('export.error') });
    } finally {
      setIsExporting(false);
    }
  };

  return (
    <Button
      variant="secondary"
      startIcon={<Download />}
      onClick={download}
      loading={isExporting}
      disabled={total === 0}
    >
      {text('export.button')}
    </Button>
  );
};
