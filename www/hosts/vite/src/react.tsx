import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import type { Application } from "shikaku-form";
import { ShikakuForm } from "shikaku-form/react";

function Apply() {
  const [application, setApplication] = useState<Application>();
  return (
    <>
      <ShikakuForm
        locale="ja"
        headingLevel={3}
        prefill={{ line_type: "internet_ipsec_ike" }}
        onShikakuComplete={({ detail }) => setApplication(detail.application)}
      >
        <p>ここに入力フォームが表示されます。</p>
      </ShikakuForm>
      <pre id="application">{application && JSON.stringify(application, null, 2)}</pre>
    </>
  );
}

createRoot(document.querySelector("#root")!).render(
  <StrictMode>
    <Apply />
  </StrictMode>,
);
