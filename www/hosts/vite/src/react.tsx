import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import type { Application } from "shikaku-form";
import type {} from "shikaku-form/react";
import "shikaku-form";

const PREFILL = { line_type: "internet_ipsec_ike" };

function Apply() {
  const [application, setApplication] = useState<Application>();
  return (
    <>
      <shikaku-form
        locale="ja"
        headingLevel={3}
        prefill={PREFILL}
        onshikaku-complete={({ detail }) => setApplication(detail.application)}
      >
        <p>ここに入力フォームが表示されます。</p>
      </shikaku-form>
      <pre id="application">{application && JSON.stringify(application, null, 2)}</pre>
    </>
  );
}

createRoot(document.querySelector("#root")!).render(
  <StrictMode>
    <Apply />
  </StrictMode>,
);
