"""Templates of one's own: begun from the built-in ones, and compared with them."""


def test_a_copy_goes_to_the_users_folder_and_over_nothing(run, tmp_path):
    own = tmp_path / "eigen"
    done = run("templates", "copy", "huisstijl", "agenda.toml", DMMDOC_TEMPLATES=str(own))
    assert done.stdout.splitlines() == [str(own / "huisstijl.toml"), str(own / "agenda.toml")]
    (own / "agenda.toml").write_text("mijn eigen", "utf-8")
    again = run("templates", "copy", "agenda", "nota.typ", DMMDOC_TEMPLATES=str(own))
    assert (again.returncode, again.stdout) == (1, f"{own / 'nota.typ'}\n")
    assert again.stderr == f"{own / 'agenda.toml'}: exists already; change that one, or move it away first\n"
    assert (own / "agenda.toml").read_text("utf-8") == "mijn eigen"


def test_without_a_folder_named_it_is_the_users(run, tmp_path):
    [path] = run("templates", "copy", "woorden").stdout.splitlines()
    assert path.startswith(str(tmp_path)) and path.endswith("woorden.toml")


def test_what_is_no_template_is_told(run):
    done = run("templates", "copy", "huistijl")
    assert (done.returncode, done.stderr) == (
        1,
        "there is no built-in template huistijl; did you mean huisstijl.toml?\n",
    )


def test_what_differs_is_shown(run, tmp_path):
    own = tmp_path / "eigen"
    run("templates", "copy", "huisstijl", "woorden", DMMDOC_TEMPLATES=str(own))
    assert run("templates", "diff", DMMDOC_TEMPLATES=str(own)).stdout == ""
    path = own / "huisstijl.toml"
    path.write_text(path.read_text("utf-8") + "# anders\n", "utf-8")
    shown = run("templates", "diff", DMMDOC_TEMPLATES=str(own)).stdout.splitlines()
    assert shown[0].startswith("--- huisstijl.toml") and "+# anders" in shown
    assert "woorden" not in "".join(shown)
